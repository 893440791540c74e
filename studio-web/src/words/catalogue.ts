/**
 * What can be chosen by name, in the language of the page. The names of Python are English; where
 * there is no translation, they are shown as they are.
 */
import type { DataSummary, DataView } from "../engine/types";
import { type Language, usePrefs } from "../store/prefs";
import es from "../../../src/edunn/messages/catalogue.es.json";

type Entry = string | { name?: string; about?: string; description?: string };

/** Family -> name -> its translation. */
type Translations = Record<string, Record<string, Entry>>;

const TRANSLATIONS: Partial<Record<Language, Translations>> = { es };

const inOrder = (words: string[]) => words.sort((a, b) => b.length - a.length).join("|");

export class CatalogueWords {
  readonly #families: Translations;
  readonly #words: RegExp;

  constructor(language: Language) {
    this.#families = TRANSLATIONS[language] ?? {};
    const words = inOrder(Object.keys(this.#families["word"] ?? {}));
    this.#words = new RegExp(`(?<![\\w\\\\])(?:${words || "(?!)"})(?!\\w)`, "g");
  }

  #entry(family: string, name: string) {
    const entries = (Object.hasOwn(this.#families, family) && this.#families[family]) || {};
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined; // not "constructor"
    return typeof entry === "string" ? { name: entry } : entry;
  }

  /** The name of an entry of a family, or of a setting. */
  nameOf(family: string, name: string): string {
    return this.#entry(family, name)?.name ?? name.replaceAll("_", " ");
  }

  /** One sentence about an entry of a family. */
  aboutOf(family: string, choice: { name: string; about: string }): string {
    return this.#entry(family, choice.name)?.about ?? choice.about;
  }

  aboutData(card: DataSummary): string {
    return this.aboutOf("data", card);
  }

  descriptionOf(view: DataView): string {
    return this.#entry("data", view.card.name)?.description ?? view.description;
  }

  /** A layer or an algorithm in a few words: `dense 8`, `leaky_relu`, `gradient_descent`. */
  titleOf(text: string): string {
    return text.replace(/[a-z]\w*/g, (name) => {
      const family = ["layer", "activation", "algorithm"].find((one) => this.#entry(one, name));
      return family === undefined ? name : this.nameOf(family, name);
    });
  }

  /** A formula, with its few words translated: `x if x > 0 else 0`. */
  formula(text: string): string {
    return text.replace(this.#words, (word) => this.nameOf("word", word));
  }

  /** A formula in LaTeX, where words are in `\text{}`. */
  latex(text: string): string {
    return text.replace(
      /\\text\{([^{}]+)\}/g,
      (_, words: string) => `\\text{${this.formula(words)}}`,
    );
  }
}

const WORDS = { en: new CatalogueWords("en"), es: new CatalogueWords("es") };

export function useCatalogueWords(): CatalogueWords {
  return WORDS[usePrefs((prefs) => prefs.language)];
}
