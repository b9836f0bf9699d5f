package se.samsyn.plugin.meetings;

import java.time.Instant;

/**
 * Someone's signature under minutes.
 *
 * @param digest of the frozen minutes, sha256 in hexadecimal
 */
public record Attestation(String personId, String role, Instant at, String digest) {

    static final String ENTITY = "attestation";
}
