package org.openpo.browser;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Imports by their page, in Vietnamese. */
class ImportJobsVietnameseBrowserIT {
    @RegisterExtension
    final BrowserSession browser = BrowserSession.inVietnamese();

    @TempDir
    Path directory;

    @Test
    void columns_are_mapped_once() throws IOException {
        ImportJobsScenario scenario = new ImportJobsScenario(browser, directory, "JOBVI");
        scenario.mapColumns(scenario.open(), "OpenPO không nhận ra tệp này.", "Hãy nhập");
    }

    @Test
    void a_file_is_looked_at_corrected_and_stopped() throws IOException {
        ImportJobsScenario scenario = new ImportJobsScenario(browser, directory, "JOBVI");
        scenario.preview(scenario.open(), "Xem trước", "Mới");
        scenario.correct(scenario.opened());
        scenario.cancel(scenario.opened(), "Đã hủy");
    }
}
