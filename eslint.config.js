import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const tests = [
  '**/*.test.ts',
  '**/*.e2e.ts',
  '**/testing/**',
  '**/testing.ts',
  '**/*.testing.ts',
  '**/test/**',
  '**/e2e/**',
];
const noSkippedTests = {
  selector:
    'CallExpression > MemberExpression.callee[object.name=/^(it|test|describe|suite)$/][property.name=/^(skip|only|todo|skipIf|runIf|fails)$/]',
  message: 'Every test runs: no skip, only or todo.',
};
const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'One file per app reads process.env: env.ts, server.ts or the entry in scripts.',
};

export default defineConfig(
  globalIgnores([
    '**/build/',
    '**/dist/',
    '**/.svelte-kit/',
    '**/generated/',
    '**/.turbo/',
    '.data/',
    '**/project.inlang/',
  ]),
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'max-lines': ['error', 250],
      'no-restricted-syntax': ['error', noSkippedTests, noEnvironment],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowNullish: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  {
    files: [
      'apps/*/src/env.ts',
      'apps/portal/server.ts',
      'scripts/*.ts',
      'trials/*.ts',
      'scripts/lib/*',
      'scripts/test/*',
      ...tests,
    ],
    rules: { 'no-restricted-syntax': ['error', noSkippedTests] },
  },
  // type-level tests name what must not compile, with the reason
  {
    files: ['**/*.test-d.ts'],
    rules: {
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
    },
  },
  // templates are typed by svelte-check; typescript-eslint cannot resolve $props() and PageData in them
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    extends: [ts.configs.disableTypeChecked],
    rules: { 'svelte/no-at-html-tags': 'error', 'svelte/no-navigation-without-resolve': 'off' },
  },
  { files: ['**/*.js', '**/*.mjs', '**/*.config.ts'], extends: [ts.configs.disableTypeChecked] },
);
