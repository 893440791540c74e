import { expect, it } from "vitest";
import { EXAMPLE } from "../example.test-env";
import { linkOf, readAddress, useExperiment } from "./experiment";
import { decoded, encoded } from "./link";

it("decodes the encoded experiment, letters of all languages included", () => {
  const experiment = { ...EXAMPLE, data: { ...EXAMPLE.data, name: "años >?ÿ" } };
  expect(encoded(experiment)).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(decoded(encoded(experiment))).toEqual(experiment);
});

it.each(["", "%%%", btoa("[1]"), btoa('{"hidden": 3}'), btoa('{"algorithm": {"name": 1}}')])(
  "takes nothing from the broken link %j",
  (text) => expect(decoded(text)).toBeNull(),
);

it("reads a link of an earlier version", () => {
  const algorithm = { name: "adam", settings: {} };
  expect(decoded(btoa(JSON.stringify({ way: algorithm })))).toEqual({ algorithm });
});

it("opens the experiment and the run of an address", () => {
  readAddress(`#/lab?${linkOf({ ...EXAMPLE, epochs: 7 }, 12)}`);
  expect(useExperiment.getState().experiment.epochs).toBe(7);
  expect(useExperiment.getState().run).toBe(12);
});
