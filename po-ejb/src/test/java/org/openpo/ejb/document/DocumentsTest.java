package org.openpo.ejb.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.document.DocumentType;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.audit.AuditFilter;
import org.openpo.ejb.audit.AuditQueries;
import org.openpo.ejb.audit.AuditRow;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.startup.Settings;
import org.openpo.ejb.startup.StartRefusedException;

/** Documents of purchase orders: taking in, handing out, removing, and what they leave alone. */
class DocumentsTest {
    private static final Instant NOW = Instant.parse("2026-09-22T08:00:00Z");
    private static final String OFFER = "%PDF-1.7 an offer";

    private final SeContainer container = new SeContainer(NOW);
    private long po;

    @BeforeEach
    void start(@TempDir Path data) {
        System.setProperty("OPENPO_DATA_DIR", data.toString());
        po = order("PO-1");
    }

    @AfterEach
    void close() {
        Stream.of("OPENPO_DATA_DIR", "OPENPO_DOCUMENT_MAX_MB", "OPENPO_DOCUMENTS_MAX", "OPENPO_DOCUMENT_TYPES").forEach(System::clearProperty);
        container.close();
    }

    @Test
    void comesBackByteByByteFromManyPieces() {
        byte[] large = new byte[9 * 1024 * 1024 + 17];
        new Random(1).nextBytes(large);
        System.arraycopy("%PDF-".getBytes(StandardCharsets.US_ASCII), 0, large, 0, 5);
        DocumentView document = add(po, "offer.pdf", new ByteArrayInputStream(large)).document();

        assertThat(document).extracting(DocumentView::name, DocumentView::type, DocumentView::sizeBytes, DocumentView::addedBy, DocumentView::addedAt)
                .containsExactly("offer.pdf", DocumentType.PDF, (long) large.length, "tester", NOW);
        assertThat(list(po)).containsExactly(document);
        assertThat(content(document)).isEqualTo(large);
        assertThat(workingCopies()).isZero();
    }

    @Test
    void theSameContentOnTheSamePurchaseOrderIsOne() {
        DocumentService.Added first = add(po, "offer.pdf", OFFER);
        DocumentService.Added again = add(po, "offer-2.pdf", OFFER);
        DocumentService.Added elsewhere = add(order("PO-2"), "offer.pdf", OFFER);

        assertThat(first.alreadyHere()).isFalse();
        assertThat(again).isEqualTo(new DocumentService.Added(first.document(), true));
        assertThat(elsewhere.alreadyHere()).isFalse();
        assertThat(list(po)).hasSize(1);
        assertThat(count("document_content")).isEqualTo(2);
    }

    @Test
    void whenThePurchaseOrderWasUpdatedDoesNotMove() {
        PurchaseOrderDetails before = details(po);
        DocumentView document = add(po, "offer.pdf", OFFER).document();
        content(document);
        remove(po, document.id(), null);

        assertThat(details(po)).isEqualTo(before);
    }

    @Test
    void eachStepIsInTheAuditTrail() {
        DocumentView document = add(po, "offer.pdf", OFFER).document();
        content(document);
        remove(po, document.id(), "sent by mistake");

        assertThat(events()).extracting(AuditRow::action).containsExactlyInAnyOrder(AuditAction.DOCUMENT_REMOVED.name(), AuditAction.DOCUMENT_READ.name(), AuditAction.DOCUMENT_ADDED.name());
        AuditRow removed = events().stream().filter(e -> e.action().equals("DOCUMENT_REMOVED")).findFirst().orElseThrow();
        assertThat(removed.reason()).isEqualTo("sent by mistake");
        assertThat(container.with(AuditQueries.class, q -> q.find(removed.id())).before()).contains(document.sha256(), "offer.pdf", "PO-1");
    }

    @Test
    void whatIsRemovedIsGone() {
        DocumentView document = add(po, "offer.pdf", OFFER).document();
        remove(po, document.id(), null);

        assertThat(list(po)).isEmpty();
        assertThat(count("document_part") + count("document_content")).isZero();
        assertThatThrownBy(() -> content(document)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> remove(po, document.id(), null)).isInstanceOf(NotFoundException.class);
        assertThat(add(po, "offer.pdf", OFFER).alreadyHere()).isFalse();
    }

    @Test
    void isFoundOnItsOwnPurchaseOrderOnly() {
        DocumentView document = add(po, "offer.pdf", OFFER).document();
        long other = order("PO-2");

        assertThatThrownBy(() -> container.with(DocumentService.class, s -> s.document(other, document.id()))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> remove(other, document.id(), null)).isInstanceOf(NotFoundException.class);
        assertThat(list(po)).hasSize(1);
    }

    @Test
    void staysInTheDatabaseWithADeletedPurchaseOrderAndIsNotReached() {
        DocumentView document = add(po, "offer.pdf", OFFER).document();
        container.with(PurchaseOrderService.class, s -> {
            s.delete(po, null, null);
            return null;
        });

        assertThatThrownBy(() -> list(po)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> content(document)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> add(po, "x.txt", "x")).isInstanceOf(NotFoundException.class);
        assertThat(count("purchase_order_document")).isEqualTo(1);
    }

    @Test
    void limitsAreSettings() {
        System.setProperty("OPENPO_DOCUMENT_MAX_MB", "1");
        System.setProperty("OPENPO_DOCUMENTS_MAX", "2");
        System.setProperty("OPENPO_DOCUMENT_TYPES", "pdf, TXT");

        assertRefused("big.pdf", OFFER + "x".repeat(1024 * 1024), ErrorCode.DOCUMENT_TOO_LARGE, 1);
        assertRefused("a.csv", "a,b\n1,2\n", ErrorCode.DOCUMENT_TYPE_REFUSED, "PDF, TXT");
        assertRefused("offer.pdf", "<html></html>", ErrorCode.DOCUMENT_TYPE_REFUSED, "PDF, TXT");
        assertRefused("empty.pdf", "", ErrorCode.FILE_EMPTY);
        add(po, "1.txt", "1");
        add(po, "2.txt", "2");
        assertRefused("3.txt", "3", ErrorCode.DOCUMENTS_TOO_MANY, 2);
        assertThat(add(po, "again.txt", "1").alreadyHere()).isTrue();
        assertThat(list(po)).hasSize(2);
        assertThat(count("document_content")).isEqualTo(2);
        assertThat(workingCopies()).isZero();
    }

    @Test
    void aTypeThatDoesNotExistIsRefusedAndTheStartWithIt() {
        System.setProperty("OPENPO_DOCUMENT_TYPES", "pdf,nonsense");

        assertThatThrownBy(Settings::documentTypes).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("OPENPO_DOCUMENT_TYPES names \"nonsense\": give some of PDF, PNG");
        assertThatThrownBy(() -> new DocumentCleaning().checkTypes()).isInstanceOf(StartRefusedException.class).hasMessageStartingWith("OPENPO-START: OPENPO_DOCUMENT_TYPES");
    }

    @Test
    void aNameOfWideCharactersFitsTheAuditTrail() {
        DocumentView document = add(po, "\uD835\uDC00".repeat(150), "a").document();

        assertThat(events()).extracting(AuditRow::objectName).containsExactly(document.name());
    }

    @Test
    void anUploadThatAnotherOneOvertakesLeavesNoContent() {
        container.instead(DocumentStore.class, Overtaken.class);
        long other = order("PO-2");
        DocumentView document = add(other, "2.txt", "2").document();
        Overtaken.meanwhile = () -> moveAllTo(po);
        DocumentService.Added same = add(po, "again.txt", "2");
        assertThat(same.alreadyHere()).isTrue();
        assertThat(same.document().id()).isEqualTo(document.id());
        assertThat(count("document_content")).isEqualTo(1);
        assertThat(count("document_part")).isEqualTo(1);
    }

    /** Past the transaction of the test. */
    private void moveAllTo(long order) {
        try (var connection = container.dataSource().getConnection(); var statement = connection.createStatement()) {
            statement.executeUpdate("update purchase_order_document set purchase_order_pk = " + order);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another document comes in after the content was stored, and before a document names it. */
    public static class Overtaken extends DocumentStore {
        private static Runnable meanwhile;

        @Override
        public long keep(Path file) {
            long id = super.keep(file);
            Runnable other = meanwhile;
            meanwhile = null;
            if (other != null) {
                other.run();
            }
            return id;
        }
    }

    @Test
    void anUploadThatBreaksOffLeavesNothingToSee() {
        InputStream broken = new InputStream() {
            private int sent;

            @Override
            public int read() throws IOException {
                if (sent++ > 100_000) {
                    throw new IOException("connection lost");
                }
                return 'x';
            }
        };

        assertThatThrownBy(() -> add(po, "x.txt", broken)).isInstanceOf(UncheckedIOException.class);
        assertThat(list(po)).isEmpty();
        assertThat(workingCopies()).isZero();
    }

    @Test
    void contentsThatNoDocumentNamesAreDeletedAfterADay() {
        DocumentView document = add(po, "offer.pdf", OFFER).document();
        container.update("insert into document_content values (-1, timestamp with time zone '2026-09-20 00:00:00+00')");
        container.update("insert into document_part values (-1, 0, x'00')");
        container.update("insert into document_content values (-2, timestamp with time zone '2026-09-22 07:59:00+00')");
        container.with(DocumentStore.class, s -> {
            s.deleteOrphans(NOW.minusSeconds(24 * 3600));
            return null;
        });

        assertThat(count("document_content")).isEqualTo(2);
        assertThat(content(document)).asString(StandardCharsets.UTF_8).isEqualTo(OFFER);
    }

    private void assertRefused(String name, String content, ErrorCode code, Object... arguments) {
        assertThatThrownBy(() -> add(po, name, content)).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).containsExactly(Violation.of("file", code, arguments)));
    }

    private DocumentService.Added add(long order, String name, String content) {
        return add(order, name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private DocumentService.Added add(long order, String name, InputStream content) {
        return container.with(DocumentService.class, s -> s.add(order, name, content));
    }

    private void remove(long order, long id, String reason) {
        container.with(DocumentService.class, s -> {
            s.remove(order, id, reason);
            return null;
        });
    }

    private List<DocumentView> list(long order) {
        return container.with(DocumentService.class, s -> s.list(order));
    }

    private byte[] content(DocumentView document) {
        return container.with(DocumentService.class, s -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                s.write(document, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        });
    }

    private List<AuditRow> events() {
        return container.with(AuditQueries.class, q -> q.page(new AuditFilter(null, null, null, "Document", null, null, null, null), 0, 10));
    }

    private long workingCopies() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("OPENPO_DATA_DIR"), "imports"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long count(String table) {
        try (var connection = container.dataSource().getConnection(); var rows = connection.createStatement().executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long order(String id) {
        return container.with(PurchaseOrderService.class, s -> s.create(new PurchaseOrderDraft(id, null, true, null, null, null, null, null, null, "EUR", YearMonth.of(2026, 1),
                YearMonth.of(2026, 12), null, null, null, null)));
    }

    private PurchaseOrderDetails details(long order) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(order));
    }
}
