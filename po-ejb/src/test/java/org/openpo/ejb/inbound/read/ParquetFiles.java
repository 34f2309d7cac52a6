package org.openpo.ejb.inbound.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Makes Parquet of a test's CSV, as suppliers write it: typed amounts and moments, a map beside them, any codec. */
final class ParquetFiles {
    /** How amounts are stored. */
    enum Amounts { DOUBLE, DECIMAL_BYTES, DECIMAL_LONG, TEXT }

    private ParquetFiles() { }

    static byte[] of(String csv, Amounts amounts, CompressionCodecName codec, boolean momentsAsText) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(csv.lines().findFirst().orElseThrow().contains(";") ? ';' : ',').setHeader().setSkipHeaderRecord(true).get();
        Path directory = Files.createTempDirectory("parquet");
        Path file = directory.resolve("file.parquet");
        try (CSVParser parser = CSVParser.parse(new StringReader(csv), format)) {
            MessageType schema = schema(parser.getHeaderNames(), amounts, momentsAsText);
            PlainParquetConfiguration configuration = new PlainParquetConfiguration();
            try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(schema).withConf(configuration).withCodecFactory(new Codecs())
                    .withCompressionCodec(codec).build()) {
                for (CSVRecord each : parser) {
                    writer.write(group(schema, each, amounts, momentsAsText));
                }
            }
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory.resolve(".file.parquet.crc"));
            Files.deleteIfExists(directory);
        }
    }

    private static boolean isAmount(String name) {
        return name.endsWith("Cost") || name.toLowerCase(Locale.ROOT).endsWith("unblended_cost");
    }

    private static boolean isMoment(String name) {
        return name.startsWith("BillingPeriod") || name.startsWith("bill_billing_period");
    }

    private static MessageType schema(List<String> names, Amounts amounts, boolean momentsAsText) {
        Types.MessageTypeBuilder message = Types.buildMessage();
        for (String name : names) {
            if (isAmount(name) && amounts == Amounts.DOUBLE) {
                message.optional(PrimitiveTypeName.DOUBLE).named(name);
            } else if (isAmount(name) && amounts == Amounts.DECIMAL_BYTES) {
                message.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.decimalType(18, 38)).named(name);
            } else if (isAmount(name) && amounts == Amounts.DECIMAL_LONG) {
                message.optional(PrimitiveTypeName.INT64).as(LogicalTypeAnnotation.decimalType(4, 18)).named(name);
            } else if (isMoment(name) && !momentsAsText) {
                message.optional(PrimitiveTypeName.INT64).as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS)).named(name);
            } else {
                message.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType()).named(name);
            }
        }
        // FOCUS keeps tags as a map; nobody asks for it.
        message.addField(Types.optionalMap().key(PrimitiveTypeName.BINARY).optionalValue(PrimitiveTypeName.BINARY).named("x_Map"));
        return message.named("focus");
    }

    private static Group group(MessageType schema, CSVRecord each, Amounts amounts, boolean momentsAsText) {
        Group group = new SimpleGroup(schema);
        for (Map.Entry<String, String> cell : each.toMap().entrySet()) {
            String name = cell.getKey();
            String value = cell.getValue().strip();
            if (value.isEmpty() || value.equals("null")) {
                continue;
            }
            if (isAmount(name) && amounts != Amounts.TEXT) {
                BigDecimal amount = new BigDecimal(value.replaceAll("[$,]", ""));
                switch (amounts) {
                    case DOUBLE -> group.add(name, amount.doubleValue());
                    case DECIMAL_BYTES -> group.add(name, Binary.fromConstantByteArray(amount.setScale(18).unscaledValue().toByteArray()));
                    default -> group.add(name, amount.setScale(4).unscaledValue().longValueExact());
                }
            } else if (isMoment(name) && !momentsAsText) {
                group.add(name, Instant.parse(value.length() > 10 ? value : LocalDate.parse(value) + "T00:00:00Z").getEpochSecond() * 1_000_000);
            } else {
                group.add(name, value);
            }
        }
        return group;
    }

    /** Packs as the readers unpack, without native code. */
    private static final class Codecs implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName name) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput bytes) throws IOException {
                    byte[] plain = bytes.toInputStream().readAllBytes();
                    return BytesInput.from(switch (name) {
                        case SNAPPY -> block(new SnappyCompressor(), plain);
                        case ZSTD -> block(new ZstdCompressor(), plain);
                        case LZ4_RAW -> block(new Lz4Compressor(), plain);
                        case GZIP -> gzip(plain);
                        default -> plain;
                    });
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return name;
                }

                @Override
                public void release() {
                    // holds nothing
                }
            };
        }

        private static byte[] block(Compressor compressor, byte[] plain) {
            ByteBuffer output = ByteBuffer.wrap(new byte[compressor.maxCompressedLength(plain.length)]);
            compressor.compress(ByteBuffer.wrap(plain), output);
            byte[] packed = new byte[output.position()];
            output.flip().get(packed);
            return packed;
        }

        private static byte[] gzip(byte[] plain) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(plain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
            throw new UnsupportedOperationException("the readers' own are tried");
        }

        @Override
        public void release() {
            // holds nothing
        }
    }
}
