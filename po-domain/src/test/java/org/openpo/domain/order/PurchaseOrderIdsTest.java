package org.openpo.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseOrderIdsTest {

    @ParameterizedTest(name = "[{0}] is valid")
    @ValueSource(strings = {
        "1", "PO #M1_2021", "a.b:c/d=e+f-g%h@i#j", "  outer spaces  ", "Đơn đặt hàng 7", "注文書-42", "طلب ٣", "क्रय-१",
        "e\u0301", "\u00a0PO\u00a0"
    })
    void valid(String id) {
        assertThat(PurchaseOrderIds.isValid(id)).isTrue();
    }

    @ParameterizedTest(name = "[{0}] is not valid")
    @ValueSource(strings = {"", "   ", "a\tb", "a\nb", "a\u00a0b", "PO,1", "PO;1", "<b>", "PO\"1", "PO'1", "PO\\1", "PO\u0000", "PO 😀", "PO!", "PO?", "PO&1", "PO*1", "PO(1)"})
    void invalid(String id) {
        assertThat(PurchaseOrderIds.isValid(id)).isFalse();
    }

    @Test
    void atMostAHundredCharacters() {
        assertThat(PurchaseOrderIds.isValid("x".repeat(100))).isTrue();
        assertThat(PurchaseOrderIds.isValid(" " + "x".repeat(100) + " ")).isTrue();
        assertThat(PurchaseOrderIds.isValid("x".repeat(101))).isFalse();
    }

    @ParameterizedTest(name = "[{0}] is kept as [{1}] and found by [{2}]")
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = {
        "PO-1,PO-1,po-1",
        "  PO 1 ,PO 1,po 1",
        "PO  1,PO  1,po  1",
        "\u00a0\u3000PO\u2003,PO,po",
        "Đơn,Đơn,đơn",
        "ĐƠN,ĐƠN,đơn",
        "E\u0301,É,é",
        "ΟΔΟΣ,ΟΔΟΣ,οδοσ",
        "οδος,οδος,οδοσ",
        "STRASSE,STRASSE,strasse",
        "Straße,Straße,straße",
        "TITLE,TITLE,title"
    })
    void keptAsTypedAndFoundIgnoringCase(String typed, String cleaned, String key) {
        assertThat(PurchaseOrderIds.cleaned(typed)).isEqualTo(cleaned);
        assertThat(PurchaseOrderIds.normalizedKey(typed)).isEqualTo(key);
    }

    /** The key fits wherever the ID fits, and making a key of a key changes nothing; for every character there is. */
    @Test
    void theKeyIsStableAndNeverLonger() {
        IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .mapToObj(c -> "x" + Character.toString(c))
                .forEach(id -> {
                    String key = PurchaseOrderIds.normalizedKey(id);
                    if (key.length() > PurchaseOrderIds.cleaned(id).length()
                            || !PurchaseOrderIds.normalizedKey(key).equals(key)
                            || !PurchaseOrderIds.normalizedKey(PurchaseOrderIds.cleaned(id)).equals(key)) {
                        throw new AssertionError("U+" + Integer.toHexString(id.codePointAt(1)) + " gives " + key);
                    }
                });
    }
}
