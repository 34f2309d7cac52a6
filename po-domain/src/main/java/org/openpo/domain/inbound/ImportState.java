package org.openpo.domain.inbound;

/** Where an import job stands (spec §9). */
public enum ImportState { QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED }
