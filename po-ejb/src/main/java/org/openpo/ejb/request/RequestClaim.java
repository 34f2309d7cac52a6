package org.openpo.ejb.request;

/**
 * What becomes of a request with an {@code Idempotency-Key}.
 *
 * @param outcome FIRST: work it off, then {@link KeptAnswers#keep} or {@link KeptAnswers#forget}. ANSWERED: here is the answer. RUNNING:
 *                the first one is still being worked on. OTHER_REQUEST: the key belongs to another request
 * @param id      of the claim, for FIRST
 * @param answer  for ANSWERED, else null
 */
public record RequestClaim(Outcome outcome, long id, Answer answer) {
    /** See {@link RequestClaim}. */
    public enum Outcome { FIRST, ANSWERED, RUNNING, OTHER_REQUEST }

    /**
     * An answer as it was given.
     *
     * @param location of what was made, or null
     * @param etag     its version as in the header, or null
     * @param body     JSON; null if it told a secret, which is kept nowhere
     */
    public record Answer(int status, String location, String etag, String body) { }
}
