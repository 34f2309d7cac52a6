package org.openpo.ejb.document;

import java.util.List;

import org.openpo.domain.document.DocumentType;

/** What this installation takes as documents of a purchase order. */
public record DocumentLimits(int megabytes, int documents, List<DocumentType> types) {
    public DocumentLimits {
        types = List.copyOf(types);
    }

    public long bytes() {
        return megabytes * 1024L * 1024L;
    }
}
