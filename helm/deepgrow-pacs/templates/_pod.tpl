{{- define "deepgrow.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- define "deepgrow.podSecurity" -}}
runAsNonRoot: true
{{- with .Values.podSecurityContext }}
{{ toYaml . }}
{{- end }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{/* One variable from a key of a secret. Takes (variable, secret, key, optional). */}}
{{- define "deepgrow.secretEnv" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef: {name: {{ index . 1 | quote }}, key: {{ index . 2 }}, optional: {{ index . 3 }}}
{{- end -}}

{{- define "deepgrow.databaseEnv" -}}
{{- $secret := include "deepgrow.databaseSecret" . -}}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ include "deepgrow.databaseUrl" . | quote }}
{{ include "deepgrow.secretEnv" (list "QUARKUS_DATASOURCE_USERNAME" $secret "username" false) }}
{{ include "deepgrow.secretEnv" (list "QUARKUS_DATASOURCE_PASSWORD" $secret "password" false) }}
{{- end -}}

{{/* What every process of ours has. Takes (root, role). */}}
{{- define "deepgrow.baseEnv" -}}
{{- $root := index . 0 -}}
- name: DEEPGROW_ROLE
  value: {{ index . 1 | quote }}
- name: ORT_DISABLE_TELEMETRY
  value: "1"
- name: JDK_JAVA_OPTIONS
  value: {{ printf "-XX:MaxRAMPercentage=%d %s%s" (int $root.Values.jvm.maxRamPercentage) (ternary "-Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStore=/tmp/trust.p12 -Djavax.net.ssl.trustStorePassword=changeit " "" (ne $root.Values.extraCa.existingConfigMap "")) $root.Values.jvm.options | trim | quote }}
{{ include "deepgrow.databaseEnv" $root }}
{{- end -}}

{{/* Settings of a process that runs. Takes (root, role, "true" with a GPU). */}}
{{- define "deepgrow.env" -}}
{{- $root := index . 0 -}}
{{- $v := $root.Values -}}
{{ include "deepgrow.baseEnv" (list $root (index . 1)) }}
- name: QUARKUS_FLYWAY_MIGRATE_AT_START
  value: "false"
- name: QUARKUS_SHUTDOWN_DELAY
  value: {{ printf "%dS" (int $v.shutdown.delay) | quote }}
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: {{ printf "%dS" (int $v.shutdown.timeout) | quote }}
- name: DEEPGROW_HTTP_PUBLIC_URL
  value: {{ $v.publicUrl | quote }}
- name: DEEPGROW_HTTP_MANAGEMENT_PORT
  value: "9000"
- name: DEEPGROW_HTTP_MANAGEMENT_HOST
  value: "0.0.0.0"
- name: DEEPGROW_MODELS_STORE
  value: /var/lib/deepgrow/models
- name: DEEPGROW_UPLOADS_DIR
  value: /var/lib/deepgrow/uploads
- name: DEEPGROW_MODELS_PROVIDERS
  value: {{ ternary "cuda,cpu" "cpu" (eq (index . 2) "true") }}
{{- with $v.pacs.url }}
- name: DEEPGROW_PACS_URL
  value: {{ . | quote }}
{{- end }}
{{- with $v.pacs.oauth.tokenUrl }}
- name: DEEPGROW_PACS_OAUTH_TOKEN_URL
  value: {{ . | quote }}
{{- end }}
{{- with $v.pacs.oauth.clientId }}
- name: DEEPGROW_PACS_OAUTH_CLIENT_ID
  value: {{ . | quote }}
{{- end }}
{{- with $v.pacs.oauth.scope }}
- name: DEEPGROW_PACS_OAUTH_SCOPE
  value: {{ . | quote }}
{{- end }}
{{- with $v.pacs.existingSecret }}
{{ include "deepgrow.secretEnv" (list "DEEPGROW_PACS_USERNAME" . "username" true) }}
{{ include "deepgrow.secretEnv" (list "DEEPGROW_PACS_PASSWORD" . "password" true) }}
{{ include "deepgrow.secretEnv" (list "DEEPGROW_PACS_BEARER_TOKEN" . "bearer-token" true) }}
{{ include "deepgrow.secretEnv" (list "DEEPGROW_PACS_OAUTH_CLIENT_SECRET" . "oauth-client-secret" true) }}
{{- end }}
{{- with $v.secrets.existingSecret }}
{{ include "deepgrow.secretEnv" (list "DEEPGROW_ACCOUNTS_SETUP_CODE" . "setup-code" true) }}
{{ include "deepgrow.secretEnv" (list "DEEPGROW_SECRETS_KEY" . "master-key" true) }}
{{ include "deepgrow.secretEnv" (list "DEEPGROW_SECURITY_TOKEN" . "token" true) }}
{{- end }}
{{- if $v.oidc.enabled }}
- name: QUARKUS_OIDC_TENANT_ENABLED
  value: "true"
- name: QUARKUS_OIDC_AUTH_SERVER_URL
  value: {{ $v.oidc.authServerUrl | quote }}
- name: QUARKUS_OIDC_CLIENT_ID
  value: {{ $v.oidc.clientId | quote }}
{{ include "deepgrow.secretEnv" (list "QUARKUS_OIDC_CREDENTIALS_SECRET" $v.oidc.existingSecret "client-secret" false) }}
{{- end }}
{{- with $v.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Makes a key store of the system's certificates and the site's: Java takes one only. */}}
{{- define "deepgrow.trustContainer" -}}
{{- if .Values.extraCa.existingConfigMap }}
- name: trust
  image: {{ include "deepgrow.image" . | quote }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  command: [/opt/deepgrow/bin/trust, /etc/deepgrow/ca/ca.crt, /tmp/trust.p12]
  resources: {requests: {cpu: 50m, memory: 128Mi}, limits: {memory: 128Mi}}
  securityContext: {{- include "deepgrow.containerSecurity" . | nindent 4 }}
  volumeMounts:
    - {name: tmp, mountPath: /tmp}
    - {name: ca, mountPath: /etc/deepgrow/ca, readOnly: true}
{{- end }}
{{- end -}}

{{- define "deepgrow.migrateContainer" -}}
- name: migrate
  image: {{ include "deepgrow.image" . | quote }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  env: {{- include "deepgrow.baseEnv" (list . "migrate") | nindent 4 }}
  resources: {{- toYaml .Values.migrate.resources | nindent 4 }}
  securityContext: {{- include "deepgrow.containerSecurity" . | nindent 4 }}
  volumeMounts:
    - {name: tmp, mountPath: /tmp}
{{- end -}}

{{- define "deepgrow.smallVolumes" -}}
- name: tmp
  emptyDir: {sizeLimit: {{ .Values.tmp.sizeLimit | quote }}}
{{- if .Values.extraCa.existingConfigMap }}
- name: ca
  configMap: {name: {{ .Values.extraCa.existingConfigMap | quote }}}
{{- end }}
{{- end -}}

{{/* The pod of a process that runs. Takes (root, component, role, values of the component, "true" with a GPU). */}}
{{- define "deepgrow.pod" -}}
{{- $root := index . 0 -}}
{{- $component := index . 1 -}}
{{- $role := index . 2 -}}
{{- $own := index . 3 -}}
{{- $gpu := eq (index . 4) "true" -}}
{{- $v := $root.Values -}}
metadata:
  labels:
    {{- include "deepgrow.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ $component }}
  {{- with $own.podAnnotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "deepgrow.serviceAccount" $root }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with $v.global.imagePullSecrets }}
  imagePullSecrets: {{- toYaml . | nindent 4 }}
  {{- end }}
  terminationGracePeriodSeconds: {{ add (int $v.shutdown.delay) (int $v.shutdown.timeout) 20 }}
  securityContext: {{- include "deepgrow.podSecurity" $root | nindent 4 }}
  {{- if and $gpu $v.gpu.runtimeClassName }}
  runtimeClassName: {{ $v.gpu.runtimeClassName }}
  {{- end }}
  {{- with merge (dict) $own.nodeSelector (ternary $v.gpu.nodeSelector (dict) $gpu) }}
  nodeSelector: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with concat $own.tolerations (ternary $v.gpu.tolerations (list) $gpu) }}
  tolerations: {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "deepgrow.selector" $root | nindent 10 }}
          app.kubernetes.io/component: {{ $component }}
  {{- $trust := include "deepgrow.trustContainer" $root }}
  {{- $migrates := and (ne $v.database.mode "external") (eq $component "api") }}
  {{- if or $trust $migrates }}
  initContainers:
    {{- $trust | nindent 4 }}
    {{- if $migrates }}
    {{- include "deepgrow.migrateContainer" $root | nindent 4 }}
    {{- end }}
  {{- end }}
  containers:
    - name: {{ $component }}
      image: {{ include "deepgrow.image" $root | quote }}
      imagePullPolicy: {{ $v.image.pullPolicy }}
      env: {{- include "deepgrow.env" (list $root $role (index . 4)) | nindent 8 }}
      ports:
        {{- if eq $component "api" }}
        - {name: http, containerPort: 8080}
        {{- end }}
        - {name: management, containerPort: 9000}
      startupProbe:
        httpGet: {path: /q/health/live, port: management}
        periodSeconds: 2
        timeoutSeconds: 2
        failureThreshold: 90
      livenessProbe:
        httpGet: {path: /q/health/live, port: management}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {path: /q/health/ready, port: management}
        periodSeconds: 3
        timeoutSeconds: 5
        failureThreshold: 2
      resources:
        {{- $resources := deepCopy $own.resources }}
        {{- if $gpu }}
        {{- $limits := merge (dict $v.gpu.resource (int $v.gpu.count)) (default (dict) $resources.limits) }}
        {{- $_ := set $resources "limits" $limits }}
        {{- end }}
        {{- toYaml $resources | nindent 8 }}
      securityContext: {{- include "deepgrow.containerSecurity" $root | nindent 8 }}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        - {name: models, mountPath: /var/lib/deepgrow/models}
        - {name: uploads, mountPath: /var/lib/deepgrow/uploads}
  volumes:
    {{- include "deepgrow.smallVolumes" $root | nindent 4 }}
    - name: models
      {{- if $v.models.existingClaim }}
      persistentVolumeClaim: {claimName: {{ $v.models.existingClaim | quote }}}
      {{- else if $v.models.storage.enabled }}
      persistentVolumeClaim: {claimName: {{ include "deepgrow.fullname" $root }}-models}
      {{- else }}
      emptyDir: {}
      {{- end }}
    - name: uploads
      emptyDir: {sizeLimit: {{ $v.uploads.sizeLimit | quote }}}
{{- end -}}
