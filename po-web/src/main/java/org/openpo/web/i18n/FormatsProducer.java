package org.openpo.web.i18n;

import java.time.ZoneId;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;

/** Makes the {@link Formats} of a request. The time zone is the server's until it is a setting of the user. */
@ApplicationScoped
public class FormatsProducer {
    @Produces
    @Named("fmt")
    @RequestScoped
    public Formats formats(LocaleBean locale) {
        return new Formats(locale.getValue(), ZoneId.systemDefault());
    }
}
