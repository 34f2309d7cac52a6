package org.openpo.ejb.json;

import jakarta.json.spi.JsonProvider;

/** JSON-P, looked up once: its class {@code Json} searches all archives of the application for each object and each value that it makes. */
public final class JsonLibrary {
    /** Safe for use by several threads, as what it makes is not. */
    public static final JsonProvider JSON = JsonProvider.provider();

    private JsonLibrary() { }
}
