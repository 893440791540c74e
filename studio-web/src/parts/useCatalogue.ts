import { useEffect } from "react";
import { api } from "../engine/client";
import type { Catalogue } from "../engine/types";
import { useExperiment } from "../store/experiment";
import { useRuns } from "../store/runs";
import { type Fetched, useFetched } from "./useView";

/** All choices and their defaults, which complete the experiment in the form. */
export function useCatalogue(): Fetched<Catalogue> {
  const restarts = useRuns((state) => state.restarts);
  const fetched = useFetched(`catalogue ${restarts}`, api.catalogue);
  const defaults = fetched.value?.defaults;
  useEffect(() => {
    if (defaults) useExperiment.getState().complete(defaults);
  }, [defaults]);
  return fetched;
}
