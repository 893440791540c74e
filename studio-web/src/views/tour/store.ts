/** The progress of the tour, and whether it was completed; stored by the browser. */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";

interface TourState {
  /** Completed or closed by the learner: it no longer opens automatically. */
  isSeen: boolean;
  /** Reopened by the learner after it was completed. */
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

/** Whether an address leads to a particular screen: such links do not start the tour. */
export function isDeep(hash: string): boolean {
  return !/^#?\/?(lab.*)?$/.test(hash);
}

const FOLLOWED_A_LINK = isDeep(location.hash);

export const useIsOpen = () =>
  useTour(({ isSeen, isAgain, step }) => isAgain || (!isSeen && (step > 0 || !FOLLOWED_A_LINK)));
