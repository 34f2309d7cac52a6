package org.openpo.browser;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Imports by their page, in English. */
class ImportJobsBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    @TempDir
    Path directory;

    @Test
    void columns_are_mapped_once() throws IOException {
        ImportJobsScenario scenario = new ImportJobsScenario(browser, directory, "JOBEN");
        scenario.mapColumns(scenario.open(), "OpenPO does not recognise this file.", "Enter");
    }

    @Test
    void a_file_is_looked_at_corrected_and_stopped() throws IOException {
        ImportJobsScenario scenario = new ImportJobsScenario(browser, directory, "JOBEN");
        scenario.preview(scenario.open(), "Preview", "New");
        scenario.correct(scenario.opened());
        scenario.cancel(scenario.opened(), "Cancelled");
    }
}
