package org.openpo.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

class FormDraftsTest {
    private record Form(String name, boolean isChanged) implements FormDrafts.Draft { }

    private static final class Watch extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }
    }

    private final Watch watch = new Watch();
    private final FormDrafts drafts = new FormDrafts(watch);

    @Test
    void a_form_belongs_to_the_person_who_began_it() {
        String key = drafts.add("an", new Form("a", true));
        assertThat(drafts.find("an", key, Form.class)).isPresent();
        assertThat(drafts.find("minh", key, Form.class)).isEmpty();
        assertThat(drafts.find("an", key, LineDraft.class)).isEmpty();
        assertThat(drafts.find("an", null, Form.class)).isEmpty();
        drafts.remove("an", key);
        assertThat(drafts.find("an", key, Form.class)).isEmpty();
    }

    @Test
    void untouched_forms_make_room_first_then_the_one_longest_unused() {
        String untouched = drafts.add("an", new Form("untouched", false));
        String oldest = drafts.add("an", new Form("oldest", true));
        String used = drafts.add("an", new Form("used", true));
        for (int i = 3; i < FormDrafts.PER_PERSON; i++) {
            drafts.add("an", new Form("other", true));
        }
        drafts.find("an", oldest, Form.class);
        drafts.find("an", used, Form.class);

        drafts.add("an", new Form("new", false));
        assertThat(drafts.find("an", untouched, Form.class)).isEmpty();
        assertThat(drafts.all("an", Form.class)).hasSize(FormDrafts.PER_PERSON);

        drafts.put("an", "mine", new Form("newer", false));
        assertThat(drafts.find("an", "mine", Form.class)).as("the new form itself never makes room").isPresent();
        assertThat(drafts.find("an", oldest, Form.class)).isPresent();
        assertThat(drafts.all("minh", Form.class)).isEmpty();
    }

    @Test
    void forms_go_after_half_a_day_without_use() {
        String key = drafts.add("an", new Form("a", true));
        watch.now = watch.now.plus(FormDrafts.KEPT).plus(Duration.ofMinutes(1));
        drafts.add("minh", new Form("b", true));
        assertThat(drafts.find("an", key, Form.class)).isEmpty();
    }

    @Test
    void the_list_begins_with_the_form_used_last() {
        String first = drafts.add("an", new Form("first", true));
        drafts.add("an", new Form("second", true));
        drafts.find("an", first, Form.class);
        assertThat(drafts.all("an", Form.class)).extracting(u -> u.form().name()).containsExactly("first", "second");
    }
}
