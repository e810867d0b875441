import { setNonce } from "get-nonce";

/**
 * What styles that are made while running must carry. The gateway writes a new
 * one into each page and its policy; where pages are served for development
 * there is no policy and none is needed.
 */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";

setNonce(nonce); // for the library that locks the page's scroll behind a dialog
