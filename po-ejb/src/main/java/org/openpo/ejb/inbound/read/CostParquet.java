package org.openpo.ejb.inbound.read;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/**
 * FOCUS and AWS cost and usage reports as Parquet. Reads only the needed columns, one row group at a time. Amounts are exact: a binary
 * floating point number stands for the shortest decimal that it prints as, which is what its writer had.
 */
final class CostParquet implements CostFile {
    private static final Logger LOG = Logger.getLogger(CostParquet.class.getName());
    private static final int[] MARK = {'P', 'A', 'R', '1'};
    /** What a row group may need in memory: the needed columns as they are packed, and an unpacked page of each. Writers make groups of 128 MB with all columns. */
    private static final long GROUP_MAX = 256L * 1024 * 1024;
    /** The description of groups and columns at the file's end; of a thousand groups of a hundred columns it has ten megabytes. */
    private static final long FOOTER_MAX = 32L * 1024 * 1024;
    private static final int FOOTER_TAIL = 8;
    private static final long JULIAN_DAY_OF_1970 = 2_440_588;

    private final Path file;
    private final List<String> header;
    private final boolean aws;

    private CostParquet(Path file, List<String> header, boolean aws) {
        this.file = file;
        this.header = header;
        this.aws = aws;
    }

    static boolean isParquet(Path file) {
        return Unpacker.starts(file, MARK);
    }

    /** @throws BusinessRuleException PARQUET_BROKEN, PARQUET_TOO_LARGE, FILE_NOT_RECOGNISED if its columns are of no format that we know */
    static CostParquet recognise(Path file) {
        List<String> header = guarded(() -> {
            try (ParquetFileReader reader = open(file)) {
                return reader.getFooter().getFileMetaData().getSchema().getFields().stream().map(Type::getName).toList();
            }
        });
        if (!CostCsv.isCost(header, false) && !CostCsv.isCost(header, true)) {
            throw new BusinessRuleException("", ErrorCode.FILE_NOT_RECOGNISED);
        }
        return new CostParquet(file, header, !CostCsv.isCost(header, false));
    }

    /** @throws BusinessRuleException PARQUET_TOO_LARGE */
    private static ParquetFileReader open(Path file) throws IOException {
        refuseBeyond(footerLength(file), FOOTER_MAX);
        return ParquetFileReader.open(new LocalInputFile(file), ParquetReadOptions.builder(new PlainParquetConfiguration()).withCodecFactory(new ParquetCodecs()).build());
    }

    /** Zero if the file does not end as such files do: the library finds the words for that. */
    private static long footerLength(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (channel.size() < FOOTER_TAIL) {
                return 0;
            }
            ByteBuffer tail = ByteBuffer.allocate(FOOTER_TAIL).order(ByteOrder.LITTLE_ENDIAN);
            channel.position(channel.size() - FOOTER_TAIL);
            while (tail.hasRemaining() && channel.read(tail) >= 0) {
                // until it is there
            }
            boolean whole = tail.get(4) == MARK[0] && tail.get(5) == MARK[1] && tail.get(6) == MARK[2] && tail.get(7) == MARK[3];
            return whole ? Integer.toUnsignedLong(tail.getInt(0)) : 0;
        }
    }

    private static void refuseBeyond(long bytes, long most) {
        if (bytes > most) {
            throw new BusinessRuleException("", ErrorCode.PARQUET_TOO_LARGE, most / (1024 * 1024));
        }
    }

    /**
     * What each row group would need in memory is known before anything of it is read.
     *
     * @throws BusinessRuleException PARQUET_TOO_LARGE with the limit in megabytes
     */
    static void check(List<BlockMetaData> groups, Set<String> columns, long bytesMax) {
        for (BlockMetaData group : groups) {
            long needed = 0;
            for (ColumnChunkMetaData column : group.getColumns()) {
                if (columns.contains(column.getPath().toDotString())) {
                    long packed = column.getTotalSize();
                    // What a damaged file says: no size, or one whose sum would wrap around.
                    needed += packed < 0 || packed > bytesMax ? bytesMax + 1 : packed + Math.min(Math.max(column.getTotalUncompressedSize(), 0), ParquetCodecs.PAGE_MAX);
                    refuseBeyond(needed, bytesMax);
                }
            }
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    /** What the library makes of a damaged file is any exception there is, and arrays of a size that the file made up. */
    private static <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (BusinessRuleException refused) {
            throw refused;
        } catch (LinkageError server) {
            LOG.log(Level.SEVERE, "This server lacks a class that Parquet files are read with", server);
            throw new BusinessRuleException("", ErrorCode.PARQUET_BROKEN);
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError broken) {
            LOG.log(Level.FINE, "A Parquet file is broken", broken);
            throw new BusinessRuleException("", ErrorCode.PARQUET_BROKEN);
        }
    }

    @Override
    public ImportFormat format() {
        return CostCsv.format(header, aws);
    }

    @Override
    public boolean isAws() {
        return aws;
    }

    @Override
    public void sumInto(CostSums sums) {
        guarded(() -> {
            try (ParquetFileReader reader = open(file)) {
                read(reader, sums);
            }
            return null;
        });
    }

    private void read(ParquetFileReader reader, CostSums sums) throws IOException {
        MessageType whole = reader.getFooter().getFileMetaData().getSchema();
        Map<CostColumn, Integer> positions = CostColumn.positions(header, aws);
        positions.values().removeIf(place -> !whole.getFields().get(place).isPrimitive() || whole.getFields().get(place).isRepetition(Type.Repetition.REPEATED));
        sums.begin(header, positions);
        List<CostColumn> columns = List.copyOf(positions.keySet());
        MessageType needed = new MessageType(whole.getName(), columns.stream().map(column -> whole.getFields().get(positions.get(column))).toList());
        check(reader.getRowGroups(), needed.getFields().stream().map(Type::getName).collect(Collectors.toSet()), GROUP_MAX);
        reader.setRequestedSchema(needed);
        long number = 0;
        for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
            ColumnReadStoreImpl store = new ColumnReadStoreImpl(group, new Nothing(), needed, reader.getFooter().getFileMetaData().getCreatedBy());
            Column[] readers = new Column[columns.size()];
            for (int i = 0; i < readers.length; i++) {
                ColumnDescriptor descriptor = needed.getColumns().get(i);
                readers[i] = new Column(columns.get(i), store.getColumnReader(descriptor), descriptor);
            }
            for (long row = 0; row < group.getRowCount(); row++) {
                Arrays.fill(sums.cells, null);
                sums.clearCost();
                for (Column each : readers) {
                    each.next(sums);
                }
                sums.endRow(++number);
            }
        }
    }

    /** One column of a row group. */
    private static final class Column {
        private static final int KNOWN_MAX = 10_000;

        private final CostColumn column;
        private final ColumnReader reader;
        private final int defined;
        private final org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName type;
        private final LogicalTypeAnnotation meaning;
        private final Map<Object, String> known = new HashMap<>();
        private Object last;
        private String lastText;

        Column(CostColumn column, ColumnReader reader, ColumnDescriptor descriptor) {
            this.column = column;
            this.reader = reader;
            this.defined = descriptor.getMaxDefinitionLevel();
            this.type = descriptor.getPrimitiveType().getPrimitiveTypeName();
            this.meaning = descriptor.getPrimitiveType().getLogicalTypeAnnotation();
        }

        void next(CostSums sums) {
            if (reader.getCurrentDefinitionLevel() == defined) {
                Object value = value();
                if (column == CostColumn.COST) {
                    cost(value, sums);
                } else {
                    sums.cells[column.ordinal()] = text(value, sums);
                }
            }
            reader.consume();
        }

        private Object value() {
            return switch (type) {
                case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> reader.getBinary();
                case INT32 -> (long) reader.getInteger();
                case INT64 -> reader.getLong();
                case DOUBLE -> reader.getDouble();
                case FLOAT -> reader.getFloat();
                case BOOLEAN -> reader.getBoolean();
            };
        }

        private void cost(Object value, CostSums sums) {
            sums.hasCost = true;
            if (value instanceof Binary text && !(meaning instanceof DecimalLogicalTypeAnnotation)) {
                String given = text.toStringUsingUTF8().strip();
                sums.slowCost = FieldText.plainNumber(given).orElse(null);
                sums.wrongCost = sums.slowCost == null ? given : null;
                sums.hasCost = !given.isEmpty();
                return;
            }
            BigDecimal number = decimal(value);
            if (number == null || number.precision() - number.scale() > 30) {
                sums.wrongCost = String.valueOf(value);
            } else {
                sums.slowCost = number;
            }
        }

        /** Null if the value is no number. */
        private BigDecimal decimal(Object value) {
            if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
                BigInteger unscaled = value instanceof Binary bytes ? new BigInteger(bytes.getBytes()) : BigInteger.valueOf((Long) value);
                return new BigDecimal(unscaled, decimal.getScale());
            }
            if (value instanceof Double number) {
                return Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
            }
            if (value instanceof Float number) {
                return Float.isFinite(number) ? new BigDecimal(number.toString()) : null;
            }
            return value instanceof Long number ? BigDecimal.valueOf(number) : null;
        }

        private String text(Object value, CostSums sums) {
            // Dictionaries give the same object for the same value.
            if (value == last) {
                return lastText;
            }
            String text = known.get(value);
            if (text == null) {
                text = written(value).strip();
                if (text.length() > CostSums.TEXT_MAX || !FieldText.isClean(text)) {
                    sums.wrongCell = column;
                    return null;
                }
                if (known.size() >= KNOWN_MAX) {
                    known.clear();
                }
                known.put(value instanceof Binary bytes ? bytes.copy() : value, text);
            }
            last = value;
            lastText = text.isEmpty() || text.equalsIgnoreCase("null") ? null : text;
            return lastText;
        }

        /** The value as it would stand in a CSV. */
        private String written(Object value) {
            if (meaning instanceof DateLogicalTypeAnnotation && value instanceof Long day) {
                return LocalDate.ofEpochDay(day).toString();
            }
            if (meaning instanceof TimestampLogicalTypeAnnotation timestamp && value instanceof Long moment) {
                ChronoUnit unit = switch (timestamp.getUnit()) {
                    case MILLIS -> ChronoUnit.MILLIS;
                    case MICROS -> ChronoUnit.MICROS;
                    case NANOS -> ChronoUnit.NANOS;
                };
                return Instant.EPOCH.plus(moment, unit).toString();
            }
            if (type == org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT96) {
                byte[] bytes = ((Binary) value).getBytes();
                long day = Integer.toUnsignedLong(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(8));
                return LocalDate.ofEpochDay(day - JULIAN_DAY_OF_1970).toString();
            }
            if (meaning instanceof DecimalLogicalTypeAnnotation || value instanceof Double || value instanceof Float) {
                BigDecimal number = decimal(value);
                return number == null ? value.toString() : number.toPlainString();
            }
            return value instanceof Binary bytes ? bytes.toStringUsingUTF8() : value.toString();
        }
    }

    /** The library wants to hand values to somebody; they are asked for instead. */
    private static final class Nothing extends GroupConverter {
        @Override
        public Converter getConverter(int field) {
            return new PrimitiveConverter() { };
        }

        @Override
        public void start() {
            // values are asked for
        }

        @Override
        public void end() {
            // values are asked for
        }
    }
}
