import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { Chooser } from "./Chooser";

function Trial({ onPoint }: { onPoint: (place: string) => void }) {
  const [chosen, setChosen] = useState(1);
  return (
    <Chooser
      label="Time steps"
      className="trial"
      count={5}
      drawn={[chosen - 1, chosen]}
      chosen={chosen}
      nameOf={(option) => `Time step ${option}`}
      onChoose={setChosen}
      onPoint={({ dataset }) => onPoint(dataset["place"] ?? "")}
    >
      {(option) => <i data-place={10 * option}>{option}</i>}
    </Chooser>
  );
}

it("has one stop for Tab, and the arrow keys reach what is not drawn yet", () => {
  render(<Trial onPoint={() => undefined} />);
  const radio = (option: number) => screen.getByRole("radio", { name: `Time step ${option}` });
  expect(radio(1).tabIndex).toBe(0);
  expect(radio(0).tabIndex).toBe(-1);
  radio(1).focus();
  fireEvent.keyDown(radio(1), { key: "ArrowRight" });
  expect(document.activeElement).toBe(radio(2));
  fireEvent.keyDown(radio(2), { key: "End" });
  expect(radio(4).getAttribute("aria-checked")).toBe("true");
  fireEvent.keyDown(radio(4), { key: "ArrowRight" });
  expect(document.activeElement).toBe(radio(4));
});

it("says which number of a picture the pointer is on", () => {
  const seen: string[] = [];
  render(<Trial onPoint={(place) => seen.push(place)} />);
  fireEvent.pointerOver(screen.getByText("0"));
  fireEvent.click(screen.getByText("1"));
  expect(seen).toEqual(["0", "10"]);
});
