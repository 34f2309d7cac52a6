package org.openpo.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartBodyTest {
    private static final String TYPE = "multipart/form-data; boundary=XyZ";

    private static byte[] form(byte[] content) {
        byte[] head = "--XyZ\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\r\n--XyZ--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + content.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        System.arraycopy(tail, 0, all, head.length + content.length, tail.length);
        return all;
    }

    /** Gives a few bytes at a time, as a slow network does. */
    private static InputStream trickle(byte[] bytes, int atOnce) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, atOnce));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 1_000_000})
    void readsPartsHoweverTheyArrive(int atOnce) throws IOException {
        byte[] content = "a\r\n--Xy\r\n--XyX\r\r\n-\r\n--".getBytes(StandardCharsets.UTF_8);
        MultipartBody body = new MultipartBody(trickle(form(content), atOnce), TYPE);
        MultipartBody.Part note = body.next();
        assertThat(note.name()).isEqualTo("note");
        assertThat(note.fileName()).isNull();
        assertThat(new String(note.content().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("hello");
        MultipartBody.Part file = body.next();
        assertThat(file.name()).isEqualTo("file");
        assertThat(file.fileName()).isEqualTo("a.csv");
        assertThat(file.content().readAllBytes()).isEqualTo(content);
        assertThat(file.content().read()).isEqualTo(-1);
        assertThat(body.next()).isNull();
        assertThat(body.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_530, 65_535, 65_536, 65_537, 200_000})
    void keepsEveryByteAtEveryBufferEdge(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        for (int i = 0; i + 8 < size; i += 997) {
            // Beginnings of delimiters all over the place.
            System.arraycopy("\r\n--XyQ".getBytes(StandardCharsets.UTF_8), 0, content, i, 7);
        }
        MultipartBody body = new MultipartBody(new ByteArrayInputStream(form(content)), TYPE);
        body.next();
        MultipartBody.Part file = body.next();
        assertThat(file.content().readAllBytes()).isEqualTo(content);
        assertThat(body.next()).isNull();
    }

    @Test
    void skipsWhatNobodyReads() throws IOException {
        MultipartBody body = new MultipartBody(new ByteArrayInputStream(form(new byte[300_000])), TYPE);
        body.next();
        MultipartBody.Part file = body.next();
        assertThat(file.content().read()).isZero();
        assertThat(body.next()).isNull();
    }

    @Test
    void readsSingleBytes() throws IOException {
        MultipartBody body = new MultipartBody(new ByteArrayInputStream(form("äb".getBytes(StandardCharsets.UTF_8))), TYPE);
        body.next();
        InputStream content = body.next().content();
        assertThat(new int[] {content.read(), content.read(), content.read(), content.read()}).containsExactly(0xC3, 0xA4, 'b', -1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "filename=\"Đơn hàng.csv\"|Đơn hàng.csv", "filename=\"a \\\"b\\\".csv\"|a \"b\".csv", "filename=\"a %22b%22.csv\"|a \"b\".csv", "filename=plain.csv|plain.csv",
            "filename=\"x.csv\"; filename*=UTF-8''%C4%90%C6%A1n+1.csv|Đơn+1.csv", "FileName=\"a.csv\"|a.csv", "filename=\"C:\\dir\\a.csv\"|C:\\dir\\a.csv", "filename=\"\"|``"})
    void readsFileNames(String parameter, String expected) throws IOException {
        String form = "--XyZ\r\ncontent-disposition: form-data; name=\"file\"; " + parameter + "\r\n\r\nx\r\n--XyZ--";
        MultipartBody body = new MultipartBody(new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)), TYPE);
        assertThat(body.next().fileName()).isEqualTo(expected);
    }

    @Test
    void takesQuotedBoundariesPreamblesAndPadding() throws IOException {
        String form = "ignore me\r\n--a b:c  \r\nContent-Disposition: form-data; name=file; filename=f\r\n\r\nx\r\n--a b:c--\r\nepilogue";
        MultipartBody body = new MultipartBody(new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)), "Multipart/Form-Data; charset=x; Boundary=\"a b:c\"");
        assertThat(new String(body.next().content().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("x");
        assertThat(body.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "text/plain"})
    void needsABoundary(String type) {
        assertThatThrownBy(() -> new MultipartBody(InputStream.nullInputStream(), type)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no parts here", "--XyZ", "--XyZ\r\n", "--XyZ\r\nContent-Disposition: form-data; name=\"file\"\r\n", "--XyZgarbage\r\n\r\n\r\n--XyZ--"})
    void whatIsNoFormIsRefused(String form) {
        assertThatThrownBy(() -> new MultipartBody(new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)), TYPE).next())
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problem().type()).isEqualTo(ProblemType.MALFORMED_MULTIPART));
    }

    @Test
    void aFileThatWasCutOffIsNotTakenForAWholeOne() throws IOException {
        byte[] whole = form(new byte[100]);
        MultipartBody body = new MultipartBody(new ByteArrayInputStream(whole, 0, whole.length - 12), TYPE);
        body.next();
        InputStream content = body.next().content();
        assertThatThrownBy(content::readAllBytes).isInstanceOf(ProblemException.class);
    }

    @Test
    void endlessHeadersAreRefused() {
        byte[] form = ("--XyZ\r\nX: " + "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new MultipartBody(new ByteArrayInputStream(form), TYPE).next()).isInstanceOf(ProblemException.class);
    }
}
