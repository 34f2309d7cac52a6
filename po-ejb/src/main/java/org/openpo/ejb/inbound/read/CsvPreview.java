package org.openpo.ejb.inbound.read;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/**
 * What a CSV of a sender looks like, for the person who maps its columns.
 *
 * @param encoding  name of the encoding it was read with, for example {@code UTF-8} or {@code windows-1258}
 * @param separator of its columns
 * @param header    names in its first line, without outer spaces; may be empty or repeated
 * @param rows      its first rows, cells without outer spaces and cut to {@value #CELL_MAX} characters; a row may have fewer or more
 *                  cells than the header
 * @param guess     mapping that names and first rows suggest; what is not certain is left out
 */
public record CsvPreview(String encoding, char separator, List<String> header, List<List<String>> rows, ColumnMapping guess) {
    private static final int CELL_MAX = 200;
    private static final int SAMPLE = 200;

    public CsvPreview {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * @param rows how many rows to show at most
     * @throws BusinessRuleException FILE_ENCODING, FILE_EMPTY; CSV_MALFORMED with the line; FILE_NOT_RECOGNISED if it is no table of two columns or more
     */
    public static CsvPreview of(Path file, int rows) {
        FileText text = FileText.open(file);
        if (text.beginning(1024).isBlank()) {
            throw new BusinessRuleException("", ErrorCode.FILE_EMPTY);
        }
        CsvShape shape = CsvShape.of(text, MappingGuess::isSynonym);
        if (shape.header().size() < 2 || shape.header().stream().anyMatch(name -> !FieldText.isClean(name))) {
            throw new BusinessRuleException("", ErrorCode.FILE_NOT_RECOGNISED);
        }
        List<List<String>> sample = sample(text, shape.separator());
        ColumnMapping guess = MappingGuess.of(shape.header(), sample);
        return new CsvPreview(text.charset().name(), shape.separator(), shape.header(), sample.stream().limit(rows).map(CsvPreview::shown).toList(), guess);
    }

    private static List<List<String>> sample(FileText text, char separator) {
        List<List<String>> sample = new ArrayList<>();
        long line = 1;
        try (Reader reader = text.reader(); CsvReader<CsvRecord> csv = CsvShape.csv(separator).ofCsvRecord(reader)) {
            for (CsvRecord each : csv) {
                line = each.getStartingLineNumber() + 1;
                sample.add(each.getFields().stream().map(String::strip).toList());
                if (sample.size() > SAMPLE) {
                    break;
                }
            }
        } catch (CsvParseException e) {
            throw new BusinessRuleException("", ErrorCode.CSV_MALFORMED, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sample.stream().skip(1).filter(cells -> cells.stream().anyMatch(cell -> !cell.isEmpty())).toList();
    }

    private static List<String> shown(List<String> cells) {
        return cells.stream().map(cell -> cell.length() <= CELL_MAX ? cell : cell.substring(0, CELL_MAX) + "…").toList();
    }

    /** The header in one text, by which a sender's files are known again: equal for the same names in the same order. At most 4,000 characters. */
    public String headerKey() {
        return headerKey(header);
    }

    /** The same for names that are known from elsewhere. */
    public static String headerKey(List<String> header) {
        String key = header.stream().filter(name -> !ErrorFile.isReason(name)).map(FieldText::loose).collect(Collectors.joining("\u001f"));
        return key.length() <= 4000 ? key : key.substring(0, 3900) + Integer.toHexString(key.hashCode());
    }
}
