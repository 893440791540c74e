import { useExperiment } from "../store/experiment";
import { useOrders } from "../store/orders";
import { ErrorNote } from "./ErrorNote";
import { useCatalogue } from "./useCatalogue";
import { Button } from "./widgets";
import { usePartWords } from "./words";
import { useWords } from "../words";

/** Where there is no run yet: one press trains a network on the present data. */
export function FirstRun() {
  const { reasons } = useWords();
  const words = usePartWords();
  const catalogue = useCatalogue();
  const { error, send } = useOrders();
  const data = useExperiment((state) => state.experiment.data?.name);
  return (
    <>
      <div className="row">
        <Button
          main
          isDisabled={data === undefined}
          why={reasons.coming}
          onPress={() => void send({ do: "play" })}
        >
          {words.trainNow(data ?? "")}
        </Button>
        <a className="button" href="#/lab">
          {words.toLab}
        </a>
      </div>
      <ErrorNote error={error ?? catalogue.error} />
    </>
  );
}
