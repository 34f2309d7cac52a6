package org.openpo.web.rest;

/** What a member of a request should be; named in the caller's language by {@code json.<TYPE>}. */
enum JsonType { OBJECT, OBJECT_OR_ARRAY, ARRAY, STRING, BOOLEAN, DECIMAL, INTEGER }
