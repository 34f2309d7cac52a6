package org.openpo.ejb.inbound.read;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/**
 * How a CSV is cut into cells.
 *
 * @param header names of the first line, without outer spaces
 * @param known  how many of the names are ones that were asked for
 */
record CsvShape(char separator, List<String> header, long known) {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int BEGINNING = 64 * 1024;
    private static final int BUFFER_MAX = 16 * 1024 * 1024;
    private static final int SAMPLE = 20;

    /** The separator with which the first line has the most known names; if none is known, the one that makes the most even table. */
    static CsvShape of(FileText text, Predicate<String> isKnown) {
        return of(text.beginning(BEGINNING), isKnown);
    }

    static CsvShape of(String beginning, Predicate<String> isKnown) {
        CsvShape best = null;
        for (char separator : SEPARATORS) {
            List<String> header = records(beginning, separator, 1).stream().findFirst().orElse(List.of()).stream().map(String::strip).toList();
            CsvShape shape = new CsvShape(separator, header, header.stream().filter(isKnown).count());
            if (best == null || shape.known > best.known) {
                best = shape;
            }
        }
        return best.known > 0 ? best : mostEven(beginning, best);
    }

    private static CsvShape mostEven(String beginning, CsvShape otherwise) {
        CsvShape best = otherwise;
        long most = 0;
        for (char separator : SEPARATORS) {
            List<List<String>> sample = records(beginning, separator, SAMPLE);
            if (sample.isEmpty() || sample.get(0).size() < 2) {
                continue;
            }
            int columns = sample.get(0).size();
            // The last record of the beginning may be cut off.
            long even = sample.stream().filter(cells -> cells.size() == columns).count();
            if (even * columns > most) {
                most = even * columns;
                best = new CsvShape(separator, sample.get(0).stream().map(String::strip).toList(), 0);
            }
        }
        return best;
    }

    private static List<List<String>> records(String beginning, char separator, int max) {
        try (CsvReader<CsvRecord> csv = csv(separator).allowUnclosedQuote(true).ofCsvRecord(beginning)) {
            return csv.stream().limit(max).map(CsvRecord::getFields).toList();
        } catch (CsvParseException notThisOne) {
            return List.of();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What is told of a CSV: its header, then its rows. */
    interface Listener {
        /** @param names of the columns, without outer spaces */
        void header(List<String> names);

        /** @param number 1-based, the header and rows without any text not counted */
        void row(long number, List<String> cells);
    }

    /** Goes through a file from its header to its end. @throws BusinessRuleException CSV_MALFORMED with the line */
    static void walk(FileText text, char separator, Listener listener) {
        long line = 1;
        try (Reader reader = text.reader(); CsvReader<CsvRecord> csv = csv(separator).ofCsvRecord(reader)) {
            long number = -1;
            for (CsvRecord csvRecord : csv) {
                List<String> cells = csvRecord.getFields();
                line = csvRecord.getStartingLineNumber() + cells.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count() + 1;
                if (number < 0) {
                    number = 0;
                    listener.header(cells.stream().map(String::strip).toList());
                } else if (!cells.stream().allMatch(String::isBlank)) {
                    listener.row(++number, cells);
                }
            }
        } catch (CsvParseException e) {
            throw new BusinessRuleException("", ErrorCode.CSV_MALFORMED, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parsing as all our readers do it: RFC 4180, rows of any length, cells up to {@value #BUFFER_MAX} characters. */
    static CsvReader.CsvReaderBuilder csv(char separator) {
        return CsvReader.builder().fieldSeparator(separator).skipEmptyLines(true).detectBomHeader(false).maxBufferSize(BUFFER_MAX).allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    }
}
