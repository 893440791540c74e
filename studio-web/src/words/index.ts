import { type Language, usePrefs } from "../store/prefs";
import { en, type Words } from "./en";
import { es } from "./es";

/** One text in every language; English says which words there are. */
export type Dictionary<W> = Record<"en", W> & Record<Exclude<Language, "en">, NoInfer<W>>;

/** The words of the shell and of what all screens share, in the language that was chosen. */
export function useWords(): Words {
  return useWordsOf<Words>({ en, es });
}

/** The words of one screen, which keeps its dictionary beside it: views/<screen>/words.ts. */
export function useWordsOf<W>(dictionary: Dictionary<W>): W {
  return dictionary[usePrefs((prefs) => prefs.language)];
}
