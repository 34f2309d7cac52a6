package org.openpo.web.rest;

import org.openpo.domain.rule.NotFoundException;

/** Ids in paths. What cannot be one of ours is as unknown as one that nothing has. */
final class Ids {
    private Ids() { }

    /** @throws NotFoundException if the text is no id */
    static long parse(String type, String id) {
        if (id.matches("[0-9]{1,18}")) {
            return Long.parseLong(id);
        }
        throw new NotFoundException(type, JsonFields.shortened(id));
    }
}
