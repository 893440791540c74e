import { usePrefs } from "../store/prefs";
import { en, type Words } from "./en";
import { es } from "./es";

const DICTIONARIES: Record<"en" | "es", Words> = { en, es };

/** All words in the language that was chosen. */
export function useWords(): Words {
  return DICTIONARIES[usePrefs((prefs) => prefs.language)];
}
