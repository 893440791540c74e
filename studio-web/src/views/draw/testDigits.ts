/** Test digits of MNIST, which are not part of the training set. */
import { api } from "../../engine/client";
import { bytesOf } from "../../parts/pictures";
import type { Picture } from "./marks";

/** MNIST's first 60,000 rows are the training set, its last 10,000 the test set. */
const TRAINING = 60_000;
const TEST = 10_000;
const PAGE = 20;

let waiting: Picture[] = [];

/** Another test digit; they are fetched a page at a time. */
export async function testDigit(): Promise<Picture | undefined> {
  if (waiting.length === 0) waiting = await page();
  return waiting.pop();
}

async function page(): Promise<Picture[]> {
  const offset = TRAINING + Math.floor(Math.random() * (TEST - PAGE));
  const { rows } = await api.dataView({ name: "mnist", offset, count: PAGE });
  return rows
    .filter((row) => row.part === "held_out")
    .map(({ image, label }) => ({ kind: "picture", pixels: bytesOf(image ?? ""), label }));
}
