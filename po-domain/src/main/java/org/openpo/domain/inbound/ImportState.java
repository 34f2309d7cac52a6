package org.openpo.domain.inbound;

/** Where an import job stands (spec §9). */
public enum ImportState {
    QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED,
    /** A preview is done and waits for somebody to import the file or to discard it; only jobs that were asked to be one come here. */
    PREVIEWED
}
