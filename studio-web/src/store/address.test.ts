import { expect, test } from "vitest";
import { writeAddress } from "./address";

const heard = () =>
  new Promise((done) => addEventListener("hashchange", () => setTimeout(done), { once: true }));

test("an address that was just given is not written over before it has been read", async () => {
  writeAddress("#/lab?e=1");
  expect(location.hash).toBe("#/lab?e=1");
  const announced = heard();
  location.hash = "#/lab?run=3";
  writeAddress("#/lab?e=2");
  expect(location.hash).toBe("#/lab?run=3");
  await announced;
  writeAddress("#/lab?e=2&run=3");
  expect(location.hash).toBe("#/lab?e=2&run=3");
});
