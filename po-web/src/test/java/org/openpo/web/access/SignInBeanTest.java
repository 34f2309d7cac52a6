package org.openpo.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.openpo.ejb.access.oidc.OidcOffer;

/** When the form for local accounts is on the sign-in page. */
class SignInBeanTest {
    @Test
    void the_form_stands_aside_only_where_nobody_asked_for_it_and_is_there_to_be_read() {
        Optional<OidcOffer> aside = Optional.of(new OidcOffer(null, true, false));
        Optional<OidcOffer> straight = Optional.of(new OidcOffer(null, true, true));
        assertThat(SignInBean.isFormShown(Optional.empty(), false, false)).isTrue();
        assertThat(SignInBean.isFormShown(Optional.of(new OidcOffer(null, false, false)), false, false)).isTrue();
        assertThat(SignInBean.isFormShown(aside, false, false)).isFalse();
        assertThat(SignInBean.isFormShown(straight, false, false)).isFalse();
        assertThat(SignInBean.isFormShown(aside, true, false)).isTrue();
        assertThat(SignInBean.isFormShown(aside, false, true)).as("the form was sent, and the page does not know its parameters yet").isTrue();
        assertThat(SignInBean.isFormShown(straight, false, true)).isTrue();
    }
}
