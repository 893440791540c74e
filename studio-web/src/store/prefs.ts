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
  /** Whether single keys are shortcuts. Speech input and screen readers may want them off. */
  singleKeys: boolean;
  set: (part: Partial<Omit<Prefs, "set">>) => void;
}

function browserLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("es") ? "es" : "en";
}

export const usePrefs = create<Prefs>()(
  persist(
    (set) => ({
      theme: "system",
      language: browserLanguage(),
      stillness: false,
      singleKeys: true,
      set,
    }),
    { name: "edunn-studio", storage: createJSONStorage(() => localStorage) },
  ),
);

/**
 * Sets the preferences on the document, where the styles read them; returns the function that stops
 * it.
 */
export function applyPreferences(): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const apply = () => {
    const { theme, language, stillness } = usePrefs.getState();
    const root = document.documentElement;
    root.dataset.theme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    root.dataset.still = String(stillness || still.matches);
    root.lang = language;
  };
  apply();
  dark.addEventListener("change", apply);
  still.addEventListener("change", apply);
  const stop = usePrefs.subscribe(apply);
  return () => {
    stop();
    dark.removeEventListener("change", apply);
    still.removeEventListener("change", apply);
  };
}
