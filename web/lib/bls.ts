//! Checks a BLS signature over the curve BLS12-381, as drand's networks sign (draft-irtf-cfrg-bls-signature,
//! basic scheme; RFC 9380).

import { bls12_381 } from "@noble/curves/bls12-381.js"

/** Short signatures are points of G1 (48 bytes; keys 96), long ones of G2 (96 bytes; keys 48). */
export type Lengths = "short" | "long"

const DST = {
  short: "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_",
  long: "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_",
}

/** Answers false as well for bytes that are no point of the right group, or its neutral element. */
export function isBlsSigned(
  lengths: Lengths,
  message: Uint8Array,
  signature: Uint8Array,
  key: Uint8Array,
): boolean {
  const { shortSignatures, longSignatures, G1, G2 } = bls12_381
  try {
    if (lengths === "short") {
      G2.Point.fromBytes(key).assertValidity()
      return shortSignatures.verify(signature, shortSignatures.hash(message, DST.short), key)
    }
    G1.Point.fromBytes(key).assertValidity()
    return longSignatures.verify(signature, longSignatures.hash(message, DST.long), key)
  } catch {
    return false
  }
}
