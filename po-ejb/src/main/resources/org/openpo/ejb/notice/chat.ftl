<#ftl output_format="plainText">
${subject}. <#if figure??>${figure.amount} ${figure.caption}. </#if><#if note??>${note.strong} ${note.text} </#if>${button.link}
