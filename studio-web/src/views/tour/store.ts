/** How far the tour has come, and whether it was seen: kept by the browser. */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";

interface TourState {
  /** Seen to the end, or ended by the learner: it does not open by itself any more. */
  isSeen: boolean;
  /** Opened by the learner, though it was seen. */
  isAgain: boolean;
  step: number;
  begin: () => void;
  end: () => void;
  goTo: (step: number) => void;
}

export const useTour = create<TourState>()(
  persist(
    (set) => ({
      isSeen: false,
      isAgain: false,
      step: 0,
      begin: () => set({ isAgain: true, step: 0 }),
      end: () => set({ isSeen: true, isAgain: false, step: 0 }),
      goTo: (step) => set({ step }),
    }),
    {
      name: "edunn-studio-tour",
      storage: createJSONStorage(() => localStorage),
      partialize: ({ isSeen, step }) => ({ isSeen, step }),
    },
  ),
);

/** Whether an address leads to one screen: who follows such a link wants that screen, no tour. */
export function isDeep(hash: string): boolean {
  return !/^#?\/?(lab.*)?$/.test(hash);
}

const FOLLOWED_A_LINK = isDeep(location.hash);

export const useIsOpen = () =>
  useTour(({ isSeen, isAgain, step }) => isAgain || (!isSeen && (step > 0 || !FOLLOWED_A_LINK)));
