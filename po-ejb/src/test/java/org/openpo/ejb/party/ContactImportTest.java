package org.openpo.ejb.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.export.ExportFormat;

/** Contacts from a CSV file: good rows are taken, bad ones named, the same file again changes nothing. */
class ContactImportTest {
    private static final String FILE = "Name;E-Mail;Phone;Language;Default Contact\nNguyễn Thị Lan;lan@example.com;+84 1;vi;yes\n\"Keller; Sophie\";sophie@example.com;;;\n";

    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void contacts_are_added_changed_and_left_as_they_are() {
        assertThat(run(FILE)).satisfies(counts(2, 2, 0, 0));
        assertThat(run(FILE)).satisfies(counts(2, 0, 0, 2));
        assertThat(find("lan@example.com")).satisfies(lan -> {
            assertThat(lan.name()).isEqualTo("Nguyễn Thị Lan");
            assertThat(lan.language()).isEqualTo("vi");
            assertThat(lan.defaultContact()).isTrue();
        });
        assertThat(find("sophie@example.com").name()).isEqualTo("Keller; Sophie");

        assertThat(run("email,name,active\nLAN@example.com,Lan,no\n")).satisfies(counts(1, 0, 1, 0));
        assertThat(find("lan@example.com")).satisfies(lan -> {
            assertThat(lan.name()).isEqualTo("Lan");
            assertThat(lan.active()).isFalse();
            assertThat(lan.phone()).as("the file has no such column").isEqualTo("+84 1");
        });
    }

    @Test
    void a_bad_row_is_named_and_stops_no_good_one() {
        ContactImport.Result result = run("name,email,language,active\n,no-address,fr,perhaps\nGood,good@example.com,en,true\nAgain,GOOD@example.com,en,true\nShort\n");
        assertThat(result.created()).isEqualTo(1);
        assertThat(result.errors()).isEqualTo(3);
        assertThat(result.refused()).extracting(r -> r.row() + " " + r.column() + " " + r.violation().code())
                .containsExactly("1 name REQUIRED", "1 email EMAIL_INVALID", "1 language NOT_ALLOWED_VALUE", "1 active NOT_ALLOWED_VALUE",
                        "3 email DUPLICATE_VALUE", "4 null COLUMNS_DIFFER");
        assertThat(result.refused().get(1).cells()).containsEntry("email", "no-address");
    }

    @ParameterizedTest
    @CsvSource({"'', FILE_EMPTY", "'name,email,fax\nA,a@b.example,1\n', COLUMN_UNKNOWN", "'name,phone\nA,1\n', COLUMN_MISSING",
            "'name,email,E-Mail\nA,a@b.example,\n', COLUMN_REPEATED", "'name,email\n\"A,a@b.example\n', CSV_MALFORMED"})
    void a_file_that_is_none_is_refused_as_a_whole(String file, String code) {
        assertThatThrownBy(() -> run(file)).hasMessageContaining(code);
    }

    @Test
    void what_is_exported_and_handed_in_again_changes_nothing() {
        run(FILE + "=1+1;formula@example.com;+84 2;en;no\n");
        String file = container.with(ContactExport.class, ContactImportTest::export);
        assertThat(file).startsWith("\ufeffname,email,phone,language,active,defaultContact,id,purchaseOrders,").contains("\r\n'=1+1,formula@example.com,+84 2,en,true,false,");
        assertThat(run(file)).satisfies(counts(3, 0, 0, 3));
        assertThat(run(file.replace("formula@", "other@"))).as("columns that only the directory fills decide nothing").satisfies(counts(3, 1, 0, 2));
    }

    private static String export(ContactExport contacts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            contacts.write(ContactFilter.all(), ContactSort.NAME, false, ExportFormat.CSV, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_file_is_utf8_or_marked_utf16() {
        assertThat(run(("\ufeffname\temail\nĐức\tduc@example.com\n").getBytes(StandardCharsets.UTF_16LE)).created()).isEqualTo(1);
        assertThat(run("\ufeff" + FILE).created()).isEqualTo(2);
        assertThatThrownBy(() -> run("name,email\nA,a@b.example\nMüller,m@b.example\n".getBytes(Charset.forName("windows-1252"))))
                .isInstanceOfSatisfying(BusinessRuleException.class, e -> assertThat(e.violations().get(0).arguments()).containsExactly(3L));
    }

    @Test
    void refused_rows_come_back_with_the_columns_they_had_and_nothing_a_spreadsheet_computes() {
        run("name,email,phone\nLan,lan@example.com,+84 1\n");
        ContactImport.Result result = run("E-Mail;Name;language\nno-address;=1+1;en\nshort@example.com;S\nlan@example.com;Lan;fr\n;;;\nlong@example.com;L;en;more\n");
        assertThat(result.toCorrect()).isEqualTo("\ufeffE-Mail,Name,language\r\nno-address,'=1+1,en\r\nshort@example.com,S\r\nlan@example.com,Lan,fr\r\nlong@example.com,L,en,more\r\n");

        ContactImport.Result again = run(result.toCorrect().replace("no-address", "formula@example.com").replace("fr", "vi"));
        assertThat(again).satisfies(counts(4, 1, 1, 0));
        assertThat(find("formula@example.com").name()).isEqualTo("=1+1");
        assertThat(find("lan@example.com").phone()).as("the file has no such column").isEqualTo("+84 1");
        assertThat(again.refused()).extracting(r -> r.violation().code().name()).containsOnly("COLUMNS_DIFFER").hasSize(2);
    }

    private static java.util.function.Consumer<ContactImport.Result> counts(int rows, int created, int changed, int unchanged) {
        return result -> assertThat(List.of(result.rows(), result.created(), result.changed(), result.unchanged())).containsExactly(rows, created, changed, unchanged);
    }

    private ContactImport.Result run(String file) {
        return run(file.getBytes(StandardCharsets.UTF_8));
    }

    private ContactImport.Result run(byte[] file) {
        return container.with(ContactImport.class, i -> i.run(file));
    }

    private ContactView find(String email) {
        return container.with(ContactQueries.class, q -> q.withEmails(List.of(email))).get(0);
    }
}
