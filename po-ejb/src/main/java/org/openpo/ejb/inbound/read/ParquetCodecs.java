package org.openpo.ejb.inbound.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/** Unpacks the pages of Parquet files in plain Java: no native library is unpacked and loaded into the server. */
final class ParquetCodecs implements CompressionCodecFactory {
    /** Writers make pages of about one megabyte; some put 122,880 rows into one. */
    static final int PAGE_MAX = 16 * 1024 * 1024;

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        return switch (name) {
            case UNCOMPRESSED -> new Plain();
            case SNAPPY -> new Blocks(new SnappyDecompressor());
            case ZSTD -> new Blocks(new ZstdDecompressor());
            case LZ4_RAW -> new Blocks(new Lz4Decompressor());
            case GZIP -> new Gzip();
            default -> throw new IllegalArgumentException("not read: " + name);
        };
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        throw new UnsupportedOperationException("nothing is written");
    }

    @Override
    public void release() {
        // holds nothing
    }

    private abstract static class Pages implements BytesInputDecompressor {
        abstract byte[] unpack(byte[] packed, int size) throws IOException;

        @Override
        public BytesInput decompress(BytesInput packed, int size) throws IOException {
            return BytesInput.from(checked(packed.toInputStream().readAllBytes(), size));
        }

        @Override
        public void decompress(ByteBuffer packed, int packedSize, ByteBuffer output, int size) throws IOException {
            byte[] bytes = new byte[packedSize];
            packed.get(bytes);
            output.put(checked(bytes, size));
        }

        private byte[] checked(byte[] packed, int size) throws IOException {
            if (size < 0) {
                throw new IOException("a page of " + size + " bytes");
            }
            if (size > PAGE_MAX) {
                throw new BusinessRuleException("", ErrorCode.PARQUET_TOO_LARGE, (long) PAGE_MAX / (1024 * 1024));
            }
            return unpack(packed, size);
        }

        @Override
        public void release() {
            // holds nothing
        }
    }

    private static final class Plain extends Pages {
        @Override
        byte[] unpack(byte[] packed, int size) {
            return packed;
        }
    }

    private static final class Blocks extends Pages {
        private final Decompressor codec;

        Blocks(Decompressor codec) {
            this.codec = codec;
        }

        @Override
        byte[] unpack(byte[] packed, int size) throws IOException {
            byte[] output = new byte[size];
            if (codec.decompress(packed, 0, packed.length, output, 0, size) != size) {
                throw new IOException("a page is shorter than it says");
            }
            return output;
        }
    }

    private static final class Gzip extends Pages {
        @Override
        byte[] unpack(byte[] packed, int size) throws IOException {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                byte[] output = in.readNBytes(size);
                if (output.length != size) {
                    throw new IOException("a page is shorter than it says");
                }
                return output;
            }
        }
    }
}
