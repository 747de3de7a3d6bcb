const SUFFIX = ".mail.protection.outlook.com";

export function records(domain: string) {
    return [
        { type: "MX", name: "@", value: domain.replace(".", "-") + SUFFIX },
        {
            type: "MX",
            name: "@",
            value: `${domain}.mail.protection.outlook.com`,
        },
    ];
}
