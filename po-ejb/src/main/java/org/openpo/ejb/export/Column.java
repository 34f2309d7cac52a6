package org.openpo.ejb.export;

import java.util.function.Function;

/**
 * A column of a list as a file.
 *
 * @param header name of the field in the API, in workbooks too: what reads a file must not depend on the language of the person who fetched it
 * @param width  in a workbook, in characters
 * @param value  what a row has there. Text, also for ids, whose zeros count, and for months, which have no day; a number with the decimals to show; a day, a
 *               moment, true or false; null for nothing
 */
public record Column<R>(String header, int width, Function<R, Object> value) { }
