/** The texts of the Lab. */
import { useWordsOf } from "../../words";
import { en } from "./words.en";
import { es } from "./words.es";

export const useLabWords = () => useWordsOf({ en, es });
