/**
 * The server's messages in the language of the page. They arrive in English, with a code and
 * values.
 */
import type { Sentence } from "../engine/types";
import { type Language, usePrefs } from "../store/prefs";
import es from "./messages.es.json";

const TEMPLATES: Partial<Record<Language, Record<string, string>>> = { es };

/** `{name}`, optionally with Python's conversion and format: `{share:.1%}`. */
const PLACEHOLDER = /\{(\w+)(?:![rs])?(?::([^}]*))?\}/g;

/** A message in a language; in English where that has no template for it. */
export function said(sentence: Sentence, language: Language): string {
  const template = TEMPLATES[language]?.[sentence.code ?? ""];
  if (template === undefined) return sentence.text;
  return template.replace(PLACEHOLDER, (_, name: string, format: string | undefined) => {
    const value = sentence.values?.[name] ?? "";
    if (typeof value === "number") return numberText(value, format ?? "", language);
    return typeof value === "string" ? value : said(value, language);
  });
}

function numberText(value: number, format: string, language: Language): string {
  const digits = /^\.(\d)%$/.exec(format)?.[1];
  if (digits !== undefined) return `${(100 * value).toFixed(Number(digits))} %`;
  return format === "," ? value.toLocaleString(language) : String(Number(value.toPrecision(6)));
}

export function useSay(): (sentence: Sentence) => string {
  const language = usePrefs((prefs) => prefs.language);
  return (sentence) => said(sentence, language);
}
