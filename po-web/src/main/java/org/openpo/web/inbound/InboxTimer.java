package org.openpo.web.inbound;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.ImportInbox;
import org.openpo.ejb.inbound.ImportJobView;
import org.openpo.web.rest.ApiTexts;

/** Looks at the watched folder now and then, and has the words for what happens there: nobody knows who will read them, so both languages. */
@Singleton
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InboxTimer implements ImportInbox.Reports {
    private static final List<ApiTexts> LANGUAGES = List.of(new ApiTexts(Locale.ENGLISH), new ApiTexts(Locale.forLanguageTag("vi")));

    @EJB
    private ImportInbox inbox;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void look() {
        inbox.look(this);
    }

    @Override
    public String refused(Violation violation) {
        return LANGUAGES.stream().map(texts -> texts.of(violation)).collect(Collectors.joining("\n", "", "\n"));
    }

    @Override
    public Optional<String> ended(ImportJobView job) {
        if (job.state() == ImportState.FAILED) {
            return Optional.of(refused(new Violation("", job.failure(), job.failureArguments())));
        }
        if (job.state() == ImportState.CANCELLED) {
            return Optional.of(each("inbox.cancelled", job.id()));
        }
        return job.counts().errors() == 0 ? Optional.empty() : Optional.of(each("inbox.withErrors", job.id(), job.counts().errors()));
    }

    private static String each(String key, Object... values) {
        return LANGUAGES.stream().map(texts -> texts.get(key, values)).collect(Collectors.joining("\n", "", "\n"));
    }
}
