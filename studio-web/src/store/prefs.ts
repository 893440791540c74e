/**
 * Personal preferences: light or dark, the language, the amount of motion. Stored by the browser.
 */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";

export type Theme = "system" | "light" | "dark";
export type Language = "en" | "es";

export interface Prefs {
  theme: Theme;
  language: Language;
  stillness: boolean;
  set: (part: Partial<Omit<Prefs, "set">>) => void;
}

function spoken(): Language {
  return navigator.language.toLowerCase().startsWith("es") ? "es" : "en";
}

export const usePrefs = create<Prefs>()(
  persist(
    (set) => ({
      theme: "system",
      language: spoken(),
      stillness: false,
      set,
    }),
    { name: "edunn-studio", storage: createJSONStorage(() => localStorage) },
  ),
);

/**
 * Sets the preferences on the document, where the styles read them; returns the function that stops
 * it.
 */
export function dressDocument(): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const dress = () => {
    const { theme, language, stillness } = usePrefs.getState();
    const root = document.documentElement;
    root.dataset.theme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    root.dataset.still = String(stillness || still.matches);
    root.lang = language;
  };
  dress();
  dark.addEventListener("change", dress);
  still.addEventListener("change", dress);
  const stop = usePrefs.subscribe(dress);
  return () => {
    stop();
    dark.removeEventListener("change", dress);
    still.removeEventListener("change", dress);
  };
}
