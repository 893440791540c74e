import { type Language, usePrefs } from "../store/prefs";
import { en, type Words } from "./en";
import { es } from "./es";

/** One text in every language; the English texts define the set. */
export type Dictionary<W> = Record<"en", W> & Record<Exclude<Language, "en">, NoInfer<W>>;

/** The texts of the shell and those shared by all screens, in the chosen language. */
export function useWords(): Words {
  return useWordsOf<Words>({ en, es });
}

/** The texts of one screen, kept beside it: views/<screen>/words.ts. */
export function useWordsOf<W>(dictionary: Dictionary<W>): W {
  return dictionary[usePrefs((prefs) => prefs.language)];
}
