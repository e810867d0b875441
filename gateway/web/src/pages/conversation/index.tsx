import { NotFound } from "../../ui/states";

/** This page is not there yet. */
export const Component = NotFound;
