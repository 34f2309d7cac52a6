package org.openpo.web.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.openpo.domain.access.ApiToken;
import org.openpo.domain.access.Role;
import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.audit.AuditFault;
import org.openpo.domain.inbound.AwsReceiverRole;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.ledger.CorrectionKind;
import org.openpo.domain.ledger.RateSource;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.match.MatchCriterion;
import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.DeliveryAttempt;
import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.setting.Setting;
import org.openpo.ejb.access.SignInRefusal;
import org.openpo.ejb.inbound.PurchaseOrderImportResult;
import org.openpo.ejb.ledger.LedgerCheckView;
import org.openpo.ejb.party.ContactFilter;

/** The words of the pages: complete in both languages, well-formed, all used, and none outside the bundles. */
class BundleTest {
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path BUNDLES = Path.of("src/main/resources/org/openpo/web/i18n");
    /** A literal key in a page or bean, or the literal beginning of a computed one. */
    private static final Pattern LITERAL = Pattern.compile("['\"]([a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9_]+)*\\.?)['\"]");
    private static final Pattern USED_IN_PAGE = Pattern.compile("(?:msg\\[|text\\.get\\()\\s*'([^']+)'\\s*([^\\s\\]),]?)");
    private static final Pattern USED_IN_BEAN =
            Pattern.compile("(?:notes\\.(?:done|warning|error|toast)|texts\\.get)\\(\\s*\"([^\"]+)\"\\s*([,)+])");

    private final Map<String, String> english = load("Messages.properties");
    private final Map<String, String> vietnamese = load("Messages_vi.properties");

    @Test
    void bothLanguagesHaveTheSameKeysInTheSameOrder() {
        assertThat(List.copyOf(vietnamese.keySet())).containsExactlyElementsOf(english.keySet());
    }

    @Test
    void noTextIsEmptyAndNoneHasAStraightApostrophe() {
        Stream.of(english, vietnamese).forEach(bundle -> assertThat(bundle).allSatisfy((key, text) -> {
            assertThat(text).as(key).isNotBlank().doesNotContain("'");
        }));
    }

    @Test
    void textsWithValuesAreWellFormedAndMentionTheSameValuesInBothLanguages() {
        english.forEach((key, text) -> assertThat(values(key, text, Locale.ENGLISH)).as(key)
                .isEqualTo(values(key, vietnamese.get(key), Locale.forLanguageTag("vi"))));
    }

    @Test
    void everyErrorCodeAndEveryStateHasItsWords() {
        Set<String> needed = new LinkedHashSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            needed.add("error." + code);
        }
        Stream.of(Role.values(), PurchaseOrderStatus.values(), LineItemType.values(), LineTax.Kind.values(), AmountBasis.values(),
                        OverspendPolicy.values(), InvoiceClass.values(), InvoiceKind.values(), InvoiceState.values(), InvoiceSource.values(),
                        AllocationHow.values(), CorrectionKind.values(), RateSource.values(), ExceptionCode.values(), MatchCriterion.values(), ImportState.values(), RowOutcome.values(), Setting.values(),
                        LedgerCheckView.Figure.values(), ContactFilter.Condition.values(), NoticeKind.values(), DeliveryState.values(), Channel.values(),
                        DeliveryAttempt.Outcome.values(), AwsReceiverRole.values(), PurchaseOrderImportResult.Outcome.values(), AuditAction.values(), AuditFault.Kind.values(), ApiToken.State.values())
                .flatMap(Stream::of).forEach(constant -> needed.add(Texts.keyOf((Enum<?>) constant)));
        for (SignInRefusal why : SignInRefusal.values()) {
            needed.addAll(List.of("signIn.refused." + why + ".title", "signIn.refused." + why + ".text"));
        }
        assertThat(english.keySet()).containsAll(needed);
        assertThat(english.keySet().stream().filter(key -> key.startsWith("error.") || key.startsWith("enum."))
                .filter(key -> !needed.contains(key))).as("words for what is no longer there").isEmpty();
    }

    @Test
    void everyKeyThatIsUsedExists() {
        Set<String> unknown = new TreeSet<>();
        collect(PAGES, ".xhtml", USED_IN_PAGE, unknown);
        collect(SOURCES, ".java", USED_IN_BEAN, unknown);
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyKeyIsUsed() {
        Set<String> literals = new TreeSet<>();
        for (Path file : Stream.concat(files(PAGES, ".xhtml").stream(), files(SOURCES, ".java").stream()).toList()) {
            Matcher matcher = LITERAL.matcher(read(file));
            while (matcher.find()) {
                literals.add(matcher.group(1));
            }
        }
        List<String> unused = english.keySet().stream()
                // What Faces and PrimeFaces look up themselves, and the stock of common words.
                .filter(key -> !key.startsWith("jakarta.") && !key.startsWith("primefaces.") && !key.startsWith("common."))
                .filter(key -> !literals.contains(key) && beginnings(key).noneMatch(literals::contains))
                .toList();
        assertThat(unused).isEmpty();
    }

    private static Stream<String> beginnings(String key) {
        return Stream.iterate(key.indexOf('.'), i -> i >= 0, i -> key.indexOf('.', i + 1)).map(i -> key.substring(0, i + 1));
    }

    private void collect(Path root, String ending, Pattern use, Set<String> unknown) {
        for (Path file : files(root, ending)) {
            Matcher matcher = use.matcher(read(file));
            while (matcher.find()) {
                String key = matcher.group(1);
                boolean computed = key.endsWith(".") || matcher.group(2).equals(".") || matcher.group(2).equals("+");
                boolean known = computed ? english.keySet().stream().anyMatch(k -> k.startsWith(key)) : english.containsKey(key);
                if (!known) {
                    unknown.add(root.relativize(file) + ": " + key);
                }
            }
        }
    }

    /** Numbers of the placeholders; those that choose are formats of their own and are looked into. */
    private static Set<String> values(String key, String text, Locale locale) {
        if (!text.contains("{")) {
            return Set.of();
        }
        assertThat(new MessageFormat(text, locale).toPattern()).as(key).isNotBlank();
        Set<String> values = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{(\\d+)").matcher(text);
        while (matcher.find()) {
            values.add(matcher.group(1));
        }
        return values;
    }

    private static List<Path> files(Path root, String ending) {
        try (Stream<Path> found = Files.walk(root)) {
            // The API has a bundle of its own.
            return found.filter(path -> path.toString().endsWith(ending) && !path.startsWith(SOURCES.resolve("org/openpo/web/rest"))).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, String> load(String name) {
        Map<String, String> inOrder = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (inOrder.put(key.toString(), value.toString()) != null) {
                    twice.add(key.toString());
                }
                return super.put(key, value);
            }
        };
        try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertThat(twice).as("keys that stand twice in " + name).isEmpty();
        return inOrder;
    }
}
