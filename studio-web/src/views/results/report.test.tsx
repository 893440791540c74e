import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { usePrefs } from "../../store/prefs";
import type { PartResults } from "./reading";
import { ClassReport } from "./Report";

const scores = { precision: 1, recall: 1, f1: 1, support: 2 };
const ODD = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...["macro avg", "0", "length", "prototype", "", "\u202e"],
];
const part = {
  part: "held_out",
  classes: [...ODD, "macro avg", "weighted avg"].map((name) => ({ name, ...scores })),
} as unknown as PartResults;

it.each(["en", "es"] as const)(
  "shows any class name as it is, and translates averages: %s",
  (language) => {
    usePrefs.setState({ language });
    render(<ClassReport part={part} />);
    const heads = screen.getAllByRole("rowheader").map((head) => head.textContent);
    const averages =
      language === "en"
        ? ["macro average", "weighted average"]
        : ["media macro", "media ponderada"];
    expect(heads).toEqual([...ODD, ...averages]);
  },
);
