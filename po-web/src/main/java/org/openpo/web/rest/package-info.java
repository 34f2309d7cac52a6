/**
 * The REST API under {@code /api/v1}: resources, the JSON of requests and answers, problem documents.
 * <p>
 * JSON is read and written by hand with JSON-P, so that names, numbers and refusals are the same on every server.
 */
package org.openpo.web.rest;
