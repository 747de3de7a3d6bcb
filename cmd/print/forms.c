#include "cmd/print/form.h"

const struct form *const forms[FORMS_MAX] = {
    &text_form, &json_form, &sarif_form, &github_form, &gitlab_form, &junit_form, NULL,
};
