package org.openpo.ejb.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

/**
 * Writes every kind of mail into the folder {@code -Dopenpo.mails}: HTML and plain text, English and Vietnamese, and, where there is a Chromium, how it
 * looks, 640 and 390 pixels wide, light and dark. Run by hand, as {@code CONTRIBUTING.md} says; no part of the tests. The pictures are taken as the
 * strictest mail program shows a mail: no scripts, no images, nothing fetched. {@code -Dopenpo.mails.only} is a pattern for names.
 */
class MailPictures {
    private static final NoticeTexts TEXTS = NoticeTexts.with(URI.create("https://openpo.example.org/po/"));
    private static final String NOTHING_FETCHED = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">";
    private static final int TALLEST = 3000;
    private static final int SECONDS_MOST = 60;

    @Test
    void write() throws IOException, InterruptedException {
        String folder = System.getProperty("openpo.mails");
        assertThat(folder).as("-Dopenpo.mails=FOLDER says where to").isNotBlank();
        Path directory = Files.createDirectories(Path.of(folder).toAbsolutePath());
        for (Map.Entry<String, MailSamples.Sample> each : MailSamples.all().entrySet()) {
            if (each.getKey().matches(System.getProperty("openpo.mails.only", ".*"))) {
                for (String language : new String[] {"en", "vi"}) {
                    write(directory, "mail-" + each.getKey() + (language.equals("en") ? "" : "-" + language), TEXTS.mail(each.getValue().in(language)));
                }
            }
        }
    }

    private static void write(Path directory, String name, MailPreview mail) throws IOException, InterruptedException {
        Files.writeString(directory.resolve(name + ".html"), mail.html());
        Files.writeString(directory.resolve(name + ".txt"), mail.subject() + "\n\n" + mail.text());
        Path page = Files.writeString(Files.createTempFile("mail", ".html"), mail.html().replaceFirst("<head>", "<head>" + NOTHING_FETCHED));
        Path text = Files.writeString(Files.createTempFile("mail", ".html"), "<head>" + NOTHING_FETCHED + "<meta charset=\"utf-8\"></head><pre style=\"margin:24px;font:14px/20px monospace;"
                + "white-space:pre-wrap;overflow-wrap:anywhere\">" + mail.text().replace("&", "&amp;").replace("<", "&lt;") + "</pre>");
        picture(page, directory.resolve(name + ".png"), 640, false);
        picture(page, directory.resolve(name + "-dark.png"), 640, true);
        picture(page, directory.resolve(name + "-phone.png"), 390, false);
        picture(page, directory.resolve(name + "-phone-dark.png"), 390, true);
        picture(text, directory.resolve(name + "-text.png"), 640, false);
        Files.delete(page);
        Files.delete(text);
    }

    private static void picture(Path page, Path picture, int width, boolean dark) throws IOException, InterruptedException {
        Path browser = Stream.of(Objects.requireNonNullElse(System.getenv("CHROME_BIN"), ""), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").filter(p -> !p.isEmpty())
                .map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
        if (browser == null) {
            return;
        }
        Path profile = Files.createTempDirectory("mail-pictures");
        Process process = new ProcessBuilder(List.of(browser.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars",
                "--user-data-dir=" + profile, "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1), "--window-size=" + width + "," + TALLEST, "--screenshot=" + picture, page.toUri().toString()))
                .redirectErrorStream(true).redirectOutput(profile.resolve("log").toFile()).start();
        if (!process.waitFor(SECONDS_MOST, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(picture).as("Chromium's log is %s", profile.resolve("log")).isRegularFile();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
        cut(picture);
    }

    /** The empty end of the window is no part of the mail. */
    private static void cut(Path picture) throws IOException {
        BufferedImage image = ImageIO.read(picture.toFile());
        int end = image.getHeight();
        while (end > 1 && isEmpty(image, end - 1)) {
            end--;
        }
        ImageIO.write(image.getSubimage(0, 0, image.getWidth(), Math.min(image.getHeight(), end + 32)), "png", picture.toFile());
    }

    private static boolean isEmpty(BufferedImage image, int row) {
        int[] pixels = image.getRGB(0, row, image.getWidth(), 1, null, 0, image.getWidth());
        int ground = image.getRGB(0, image.getHeight() - 1);
        for (int pixel : pixels) {
            if (pixel != ground) {
                return false;
            }
        }
        return true;
    }
}
