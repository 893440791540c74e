import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { Button } from "./widgets";

it("says why it is disabled, to the eye and to a screen reader", () => {
  render(
    <Button isDisabled why="Paste some rows first.">
      Read
    </Button>,
  );
  const button = screen.getByRole("button", { name: "Read" });
  const reason = document.getElementById(button.getAttribute("aria-describedby") ?? "");
  expect(reason?.textContent).toBe("Paste some rows first.");
  expect(button.parentElement?.title).toBe("Paste some rows first.");
});

it("says nothing of the kind while it works, and looks like what it does", () => {
  render(
    <>
      <Button main isDisabled={false} why="Not yet.">
        Play
      </Button>
      <Button danger>Delete</Button>
    </>,
  );
  expect(screen.getByRole("button", { name: "Play" }).className).toBe("button main");
  expect(screen.getByRole("button", { name: "Delete" }).className).toBe("button danger");
  expect(screen.queryByText("Not yet.")).toBeNull();
});
