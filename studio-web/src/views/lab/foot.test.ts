import { expect, it } from "vitest";
import type { Sentence } from "../../engine/types";
import { besideTheDoctor } from "./Foot";

const sentence = (code: string, values: Sentence["values"] = {}): Sentence => ({
  code,
  values,
  text: code,
});
const USELESS = sentence("note.no_better_than_majority", { accuracy: 0.6, most: 0.6 });

it("says only once what the doctor's line says", () => {
  const cause = sentence("note.cause", { finding: sentence("doctor.zero_weights") });
  const note = sentence("note.nothing_learned", { useless: USELESS, cause });
  const notes = [sentence("doctor.zero_weights"), note];
  expect(besideTheDoctor(notes)).toEqual([USELESS]);
});

it("keeps a cause that the doctor does not know, and all other notes", () => {
  const cause = sentence("note.cause.unknown");
  const note = sentence("note.nothing_learned", { useless: USELESS, cause });
  const other = sentence("note.targets_standardized");
  expect(besideTheDoctor([note, other])).toEqual([note, other]);
});
