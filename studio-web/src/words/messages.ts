/**
 * The server's messages in the language of the page. They arrive in English, with a code and
 * values.
 */
import type { Sentence } from "../engine/types";
import { type Language, usePrefs } from "../store/prefs";
import { grouped, percent } from "../parts/numbers";
import es from "../../../src/edunn/messages/messages.es.json";

const TEMPLATES: Partial<Record<Language, Record<string, string>>> = { es };

/** `{name}`, optionally with Python's conversion and format, `{share:.1%}`; or a brace, `{{`. */
const PLACEHOLDER = /(\{)\{|(\})\}|\{(\w+)(?:![rs])?(?::([^}]*))?\}/g;

/** A message in a language; in English where that has no template for it. */
export function said(sentence: Sentence, language: Language): string {
  const template = TEMPLATES[language]?.[sentence.code ?? ""];
  if (template === undefined) return sentence.text;
  return template.replace(PLACEHOLDER, (_, open?: string, close?: string, ...[name, format]) => {
    if (name === undefined) return open ?? close ?? "";
    const value = sentence.values?.[String(name)] ?? "";
    if (typeof value === "number") return numberText(value, String(format ?? ""));
    return typeof value === "string" ? value : said(value, language);
  });
}

/** Python's formats of a number that the templates have: `,`, `.1%`, `.2f`, `,.0f` and `.1e`. */
function numberText(value: number, format: string): string {
  const [, , digits, kind] = /^(,?)\.(\d)([%fe])$/.exec(format) ?? [];
  if (kind === "%") return percent(value, Number(digits));
  if (kind === "e") return value.toExponential(Number(digits));
  if (format.startsWith(",")) {
    return grouped(value, Number(digits ?? 0));
  }
  return kind === "f" ? value.toFixed(Number(digits)) : String(Number(value.toPrecision(6)));
}

export function useSay(): (sentence: Sentence) => string {
  const language = usePrefs((prefs) => prefs.language);
  return (sentence) => said(sentence, language);
}
